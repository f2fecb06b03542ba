/** Less Annoying CRM: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'less-annoying-crm',
  name: 'Less Annoying CRM',
  docs: 'https://www.lessannoyingcrm.com/help/topic/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'less-annoying-crm-api-token',
          about: 'Less Annoying CRM API token',
          names: ['less', 'less annoying crm', 'lessannoyingcrm'],
          key: /[A-Za-z0-9]{6,8}-[A-Za-z0-9-]{48,50}/,
          common: true,
        }),
      ],
    },
  },
})
