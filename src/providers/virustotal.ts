/** VirusTotal: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'virustotal',
  name: 'VirusTotal',
  docs: 'https://docs.virustotal.com/reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'virustotal-api-key',
          about: 'VirusTotal API key',
          names: ['virus total'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
