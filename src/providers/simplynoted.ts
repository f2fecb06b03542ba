/** Simply Noted: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'simplynoted',
  name: 'Simply Noted',
  docs: 'https://simplynoted.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'simplynoted-api-key',
          about: 'Simply Noted API key',
          names: ['simply noted'],
          key: /[A-Za-z0-9._-]{340,360}/,
        }),
      ],
    },
  },
})
