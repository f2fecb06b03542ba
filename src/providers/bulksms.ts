/** BulkSMS: token ids, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bulksms',
  name: 'BulkSMS',
  docs: 'https://www.bulksms.com/developer/json/v1/',
  keys: {
    'token-id': {
      label: 'token id',
      about: 'token id',
      detect: [
        keyBesideName({
          rule: 'bulksms-token-id',
          about: 'BulkSMS token id',
          names: ['bulksms'],
          key: /[A-F0-9]{8}-[A-F0-9-]{25,28}/,
        }),
      ],
    },
  },
})
