/** Clarifai: access tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clarifai',
  name: 'Clarifai',
  docs: 'https://docs.clarifai.com/control/authentication/pat/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'clarifai-access-token',
          about: 'Clarifai access token',
          names: ['clarifai'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
