/** OnePageCRM: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onepagecrm',
  name: 'OnePageCRM',
  docs: 'https://developer.onepagecrm.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'onepagecrm-api-key',
          about: 'OnePageCRM API key',
          names: ['one page crm'],
          key: /[A-Za-z0-9]{43}=/,
        }),
      ],
    },
  },
})
