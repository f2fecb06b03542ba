/** Firebase: cloud messaging server keys begin with `AAAA`; device tokens with a text of their own. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'firebase',
  name: 'Firebase',
  docs: 'https://firebase.google.com/docs/cloud-messaging/server',
  keys: {
    'server-key': {
      label: 'cloud messaging server key',
      about: 'cloud messaging server key',
      detect: [
        fixedKey({
          rule: 'firebase-server-key',
          about: 'Firebase cloud messaging server key',
          key: /AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}/,
        }),
      ],
    },
    'device-token': {
      label: 'device token',
      about: 'device token',
      detect: [
        fixedKey({
          rule: 'firebase-device-token',
          about: 'Firebase device token',
          key: /[A-Za-z0-9_-]{22}:APA91b[A-Za-z0-9_-]{134}/,
        }),
      ],
    },
  },
})
