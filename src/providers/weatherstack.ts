/** Weatherstack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'weatherstack',
  name: 'Weatherstack',
  docs: 'https://weatherstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'weatherstack-access-key',
          about: 'Weatherstack access key',
          names: ['weather stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
