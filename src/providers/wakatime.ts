/**
 * WakaTime: secret API keys begin with `waka_`; API keys with dashes begin with `waka_`; old API keys are known by
 * the name beside them.
 */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wakatime',
  name: 'WakaTime',
  docs: 'https://wakatime.com/developers#authentication',
  keys: {
    'secret-api-key': {
      label: 'secret API key',
      about: 'secret API key',
      detect: [
        fixedKey({
          rule: 'wakatime-secret-api-key',
          about: 'WakaTime secret API key',
          key: /waka_[a-z0-9]{36,64}/,
        }),
      ],
    },
    'dashed-api-key': {
      label: 'API key with dashes',
      about: 'API key with dashes',
      detect: [
        fixedKey({
          rule: 'wakatime-dashed-api-key',
          about: 'WakaTime API key with dashes',
          key: /waka_[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'wakatime-old-api-key',
          about: 'WakaTime old API key',
          names: ['waka time'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
