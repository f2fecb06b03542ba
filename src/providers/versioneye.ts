/** VersionEye: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'versioneye',
  name: 'VersionEye',
  docs: 'https://www.versioneye.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'versioneye-api-key',
          about: 'VersionEye API key',
          names: ['version eye'],
          key: /[A-Za-z0-9-]{40}/,
        }),
      ],
    },
  },
})
