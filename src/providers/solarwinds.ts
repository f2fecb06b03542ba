/** SolarWinds: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'solarwinds',
  name: 'SolarWinds',
  docs: 'https://documentation.solarwinds.com/en/success_center/observability',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'solarwinds-api-token',
          about: 'SolarWinds API token',
          names: ['solar winds'],
          key: /[A-Za-z0-9_-]{71}/,
        }),
      ],
    },
  },
})
