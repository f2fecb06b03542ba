/** ConvertAPI: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'convertapi',
  name: 'ConvertAPI',
  docs: 'https://www.convertapi.com/doc',
  keys: {
    secret: {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'convertapi-secret',
          about: 'ConvertAPI API secret',
          names: ['convertapi', 'convert api'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
