/** Eventbrite: access tokens of 20 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eventbrite',
  name: 'Eventbrite',
  docs: 'https://www.eventbrite.com/platform/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'eventbrite-access-token',
          about: 'Eventbrite access token',
          names: ['eventbrite'],
          key: /[A-Z0-9]{20}/,
        }),
      ],
    },
  },
})
