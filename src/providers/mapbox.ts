/** Mapbox: access tokens begin with `sk.eyJ`; public tokens of 86 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { identity, inAddress, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mapbox',
  name: 'Mapbox',
  docs: 'https://docs.mapbox.com/accounts/guides/tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.mapbox.com',
        path: ({ key }) => `/tokens/v2?access_token=${key}`,
        send: inAddress,
        live: ({ body }) => member(body, 'code') === 'TokenValid',
        // 200 always: the code tells.
        judge: ({ body }) => {
          const why = ({ TokenInvalid: 'refused', TokenRevoked: 'revoked', TokenExpired: 'expired' } as const)[
            String(member(body, 'code')) as 'TokenInvalid'
          ]
          return why && { state: 'dead', why }
        },
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { principal: 'token.user' }),
          readsPersonalData: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'mapbox-access-token',
          about: 'Mapbox access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:sk|tk|pk)\.eyJ[A-Za-z0-9_-]{40,200}\.[A-Za-z0-9_-]{20,43})(?![A-Za-z0-9_-])/,
          literals: ['sk.eyj', 'tk.eyj', 'pk.eyj'],
          minEntropy: 3.5,
          examples: [
            'KEY=sk.eyJ{A-Za-z0-9_-:120}.{A-Za-z0-9_-:31}',
            '"tk.eyJ{A-Za-z0-9_-:120}.{A-Za-z0-9_-:31}"',
            'Bearer pk.eyJ{A-Za-z0-9_-:120}.{A-Za-z0-9_-:31}',
          ],
          lookalikes: ['sk.eyJ{A-Za-z0-9_-:120}.{A-Za-z0-9_-:15}', 'qsk.eyJ{A-Za-z0-9_-:120}.{A-Za-z0-9_-:31}'],
        },
      ],
    },
    'public-token': {
      label: 'public token',
      about: 'public token',
      detect: [
        keyBesideName({
          rule: 'mapbox-public-token',
          about: 'Mapbox public token',
          names: ['mapbox'],
          key: /[spt]k\.[A-Za-z0-9_=-]{32,240}\.[A-Za-z0-9_=-]{20,43}/,
        }),
      ],
    },
  },
})
