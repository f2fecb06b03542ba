/** MadKudu: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'madkudu',
  name: 'MadKudu',
  docs: 'https://developers.madkudu.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'madkudu-api-key',
          about: 'MadKudu API key',
          names: ['mad kudu'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
