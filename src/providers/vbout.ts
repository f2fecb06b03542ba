/** VBOUT: API keys of 25 digits, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vbout',
  name: 'VBOUT',
  docs: 'https://developers.vbout.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'vbout-api-key',
          about: 'VBOUT API key',
          names: ['vbout'],
          key: /[0-9]{25}/,
        }),
      ],
    },
  },
})
