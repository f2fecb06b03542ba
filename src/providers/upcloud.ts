/** UpCloud: API tokens begin with `ucat_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'upcloud',
  name: 'UpCloud',
  docs: 'https://developers.upcloud.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'upcloud-api-token',
          about: 'UpCloud API token',
          key: /ucat_[A-Za-z0-9]{24,32}/,
        }),
      ],
    },
  },
})
