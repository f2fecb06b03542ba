/** Face++: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'face-plus-plus',
  name: 'Face++',
  docs: 'https://console.faceplusplus.com/documents/7079083',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'face-plus-plus-api-secret',
          about: 'Face++ API secret',
          names: ['faceplusplus', 'face++', 'facepp'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
  },
})
