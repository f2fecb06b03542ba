/** OneSignal: API keys begin with `os_v2_app_`. */
import { keyBesideName } from './key-form.ts'
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
    'old-api-key': {
      label: 'first REST API key',
      about: 'first REST API key',
      detect: [
        keyBesideName({
          rule: 'onesignal-old-api-key',
          about: 'OneSignal first REST API key',
          names: ['one signal'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
        keyBesideName({
          rule: 'onesignal-basic-key',
          about: 'OneSignal first REST API key',
          names: ['one signal'],
          key: /[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
