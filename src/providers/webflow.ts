/** Webflow: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'webflow',
  name: 'Webflow',
  docs: 'https://developers.webflow.com/data/reference/token/authorized-by',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'webflow-api-token',
          about: 'Webflow API token',
          names: ['web flow'],
          key: /[a-zA-Z0-9]{64}/,
        }),
      ],
    },
  },
})
