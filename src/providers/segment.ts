/** Segment: API tokens begin with `sgp_`. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'segment',
  name: 'Segment',
  docs: 'https://docs.segmentapis.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: ['https://api.segmentapis.com', 'https://eu1.api.segmentapis.com'],
        path: '/',
        send: bearer,
        live: 'data.workspace.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'data.workspace.id', principal: 'data.workspace.name' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'segment-api-token',
          about: 'Segment API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sgp_[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['sgp_'],
          minEntropy: 3,
          examples: ['KEY=sgp_{A-Za-z0-9:64}', '"sgp_{A-Za-z0-9:64}"'],
          lookalikes: ['sgp_{A-Za-z0-9:48}', 'qsgp_{A-Za-z0-9:64}'],
        },
      ],
    },
    'public-api-token': {
      label: 'token of the first version',
      about: 'token of the first version',
      detect: [
        keyBesideName({
          rule: 'segment-old-token',
          about: 'Segment token of the first version',
          names: ['segment'],
          common: true,
          key: /[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
    'write-key': {
      label: 'write key',
      about: 'write key',
      detect: [
        keyBesideName({
          rule: 'segment-write-key',
          about: 'Segment write key',
          names: ['segment write', 'segment'],
          common: true,
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
