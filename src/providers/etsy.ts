/** Etsy: API keys of 24 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'etsy',
  name: 'Etsy',
  docs: 'https://developers.etsy.com/documentation/essentials/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://openapi.etsy.com',
        path: '/v3/application/openapi-ping',
        send: header('x-api-key'),
        live: 'application_id',
        dead: [401, 403],
        restricted: [],
        // Refused alike: a key that is dead, and one without the shared secret that must follow it (`key:secret`).
        judge: ({ status }, { key = '' }) =>
          status === 403 && !key.includes(':') ? { state: 'unknown', why: 'ambiguous' } : undefined,
      }),
      detect: [
        keyBesideName({
          rule: 'etsy-api-key',
          about: 'Etsy API key',
          names: ['etsy'],
          key: /[a-z0-9]{24}/,
          common: true,
        }),
        keyBesideName({
          rule: 'etsy-key-and-secret',
          about: 'Etsy API key with its shared secret',
          names: ['etsy', 'x-api-key'],
          key: /[a-z0-9]{24}:[a-z0-9]{10,64}/,
        }),
      ],
    },
  },
})
