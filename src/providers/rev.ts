/** Rev: user keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rev',
  name: 'Rev',
  docs: 'https://www.rev.com/api/docs',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key',
      detect: [
        keyBesideName({
          rule: 'rev-user-key',
          about: 'Rev user key',
          names: ['rev', 'rev.com', 'rev ai'],
          common: true,
          key: /[A-Za-z0-9+/]{27}=/,
        }),
      ],
    },
  },
})
