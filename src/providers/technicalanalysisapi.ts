/** Technical Analysis API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'technicalanalysisapi',
  name: 'Technical Analysis API',
  docs: 'https://technicalanalysisapi.com',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'technicalanalysisapi-api-key',
          about: 'Technical Analysis API key',
          names: ['technical analysis api'],
          key: /[A-Z0-9]{48}/,
        }),
      ],
    },
  },
})
