/** Pushbullet: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pushbullet',
  name: 'Pushbullet',
  docs: 'https://docs.pushbullet.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'pushbullet-access-token',
          about: 'Pushbullet access token',
          names: ['push bullet'],
          key: /[A-Za-z0-9_.]{34}/,
        }),
      ],
    },
  },
})
