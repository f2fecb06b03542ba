/** SaladCloud: API keys begin with `salad_cloud_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'salad-cloud',
  name: 'SaladCloud',
  docs: 'https://docs.salad.com/reference/api-usage',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'salad-cloud-api-key',
          about: 'SaladCloud API key',
          key: /salad_cloud_[A-Za-z0-9]{1,7}_[A-Za-z0-9]{7,235}/,
        }),
      ],
    },
  },
})
