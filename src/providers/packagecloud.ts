/** packagecloud: API tokens of 48 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'packagecloud',
  name: 'packagecloud',
  docs: 'https://packagecloud.io/docs/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'packagecloud-api-token',
          about: 'packagecloud API token',
          names: ['packagecloud'],
          key: /[a-f0-9]{48}/,
        }),
      ],
    },
  },
})
