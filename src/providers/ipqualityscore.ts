/** IPQualityScore: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipqualityscore',
  name: 'IPQualityScore',
  docs: 'https://www.ipqualityscore.com/documentation/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ipqualityscore-api-key',
          about: 'IPQualityScore API key',
          names: ['ipqualityscore', 'ipquality', 'ipqs'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
