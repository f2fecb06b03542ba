/** Optimizely: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'optimizely',
  name: 'Optimizely',
  docs: 'https://docs.developers.optimizely.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'optimizely-access-token',
          about: 'Optimizely access token',
          names: ['optimizely'],
          key: /[A-Za-z0-9:-]{54}/,
        }),
      ],
    },
  },
})
