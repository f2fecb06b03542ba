/** Eventbrite: access tokens of 20 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eventbrite',
  name: 'Eventbrite',
  docs: 'https://www.eventbrite.com/platform/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://www.eventbriteapi.com',
        path: '/v3/users/me/',
        send: bearer,
        live: 'id',
      }),
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
