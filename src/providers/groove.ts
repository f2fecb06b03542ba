/** Groove: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'groove',
  name: 'Groove',
  docs: 'https://developer.groovehq.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'groove-api-token',
          about: 'Groove API token',
          names: ['groove', 'groovehq'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
