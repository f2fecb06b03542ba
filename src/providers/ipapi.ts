/** ipapi: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipapi',
  name: 'ipapi',
  docs: 'https://ipapi.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'ipapi-access-key',
          about: 'ipapi access key',
          names: ['ipapi'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
