/** Survey Anyplace: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'surveyanyplace',
  name: 'Survey Anyplace',
  docs: 'https://surveyanyplace.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'surveyanyplace-api-key',
          about: 'Survey Anyplace API key',
          names: ['survey anyplace', 'survey any place'],
          common: true,
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
