/** mesibo: app tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mesibo',
  name: 'mesibo',
  docs: 'https://docs.mesibo.com/api/backend-api/',
  keys: {
    'app-token': {
      label: 'app token',
      about: 'app token',
      detect: [
        keyBesideName({
          rule: 'mesibo-app-token',
          about: 'mesibo app token',
          names: ['mesibo'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
