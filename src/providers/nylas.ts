/** Nylas: API keys begin with `nyk_v0_`; access tokens of 30 characters, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nylas',
  name: 'Nylas',
  docs: 'https://developer.nylas.com/docs/v3/auth/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.us.nylas.com', 'https://api.eu.nylas.com'],
        path: '/v3/applications',
        send: bearer,
        live: 'data.application_id',
        inspect: ({ body }) => ({
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: 'data.application_id' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'nylas-api-key',
          about: 'Nylas API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>nyk_v0_[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['nyk_v0_'],
          minEntropy: 3,
          examples: ['KEY=nyk_v0_{A-Za-z0-9:64}', '"nyk_v0_{A-Za-z0-9:64}"'],
          lookalikes: ['nyk_v0_{A-Za-z0-9:48}', 'qnyk_v0_{A-Za-z0-9:64}'],
        },
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'nylas-access-token',
          about: 'Nylas access token',
          names: ['nylas'],
          key: /[a-z0-9]{30}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'API key of another version',
      about: 'API key of another version',
      detect: [
        fixedKey({
          rule: 'nylas-old-api-key',
          about: 'Nylas API key of another version',
          key: /nyk_[A-Za-z0-9]{67}/,
        }),
      ],
    },
  },
})
