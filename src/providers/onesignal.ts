/** OneSignal: API keys begin with `os_v2_app_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onesignal',
  name: 'OneSignal',
  docs: 'https://documentation.onesignal.com/docs/keys-and-ids',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'onesignal-api-key',
          about: 'OneSignal API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>os_v2_(?:app|org)_[a-z2-7]{103})(?![A-Za-z0-9])/,
          literals: ['os_v2_app_', 'os_v2_org_'],
          minEntropy: 3.5,
          examples: ['KEY=os_v2_app_{a-z2-7:103}', '"os_v2_org_{a-z2-7:103}"'],
          lookalikes: ['os_v2_app_{a-z2-7:78}', 'qos_v2_app_{a-z2-7:103}'],
        },
      ],
    },
  },
})
