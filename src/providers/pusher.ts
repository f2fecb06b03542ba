/** Pusher: secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pusher',
  name: 'Pusher',
  docs: 'https://pusher.com/docs/channels/',
  keys: {
    secret: {
      label: 'secret',
      about: 'secret',
      detect: [
        keyBesideName({
          rule: 'pusher-secret',
          about: 'Pusher secret',
          names: ['pusher'],
          common: true,
          key: /[a-z0-9]{20}/,
        }),
      ],
    },
  },
})
