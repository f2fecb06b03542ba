/** Cloud Elements: user secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloud-elements',
  name: 'Cloud Elements',
  docs: 'https://developers.cloud-elements.com/',
  keys: {
    'user-secret': {
      label: 'user secret',
      about: 'user secret',
      detect: [
        keyBesideName({
          rule: 'cloud-elements-user-secret',
          about: 'Cloud Elements user secret',
          names: ['cloudelements', 'cloud elements'],
          key: /[A-Za-z0-9+/]{43}=?/,
        }),
      ],
    },
  },
})
