/** ClinchPad: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clinchpad',
  name: 'ClinchPad',
  docs: 'https://clinchpad.com/api/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clinchpad-api-key',
          about: 'ClinchPad API key',
          names: ['clinchpad'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
