/** Honeycomb: ingest keys begin with `hcaik_`; API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'honeycomb',
  name: 'Honeycomb',
  docs: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  keys: {
    'ingest-key': {
      label: 'ingest key',
      about: 'ingest key',
      detect: [
        {
          rule: 'honeycomb-ingest-key',
          about: 'Honeycomb ingest key',
          pattern: /(?<![A-Za-z0-9])(?<secret>hc(?:a|x|l|b|c|d)ik_[A-Za-z0-9]{58})(?![A-Za-z0-9])/,
          literals: ['hcaik_', 'hcxik_', 'hclik_', 'hcbik_', 'hccik_', 'hcdik_'],
          minEntropy: 3,
          examples: [
            'KEY=hcaik_{A-Za-z0-9:58}',
            '"hcxik_{A-Za-z0-9:58}"',
            'Bearer hclik_{A-Za-z0-9:58}',
            'token: hcbik_{A-Za-z0-9:58}',
            'KEY=hccik_{A-Za-z0-9:58}',
            '"hcdik_{A-Za-z0-9:58}"',
          ],
          lookalikes: ['hcaik_{A-Za-z0-9:44}', 'qhcaik_{A-Za-z0-9:58}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.honeycomb.io', 'https://api.eu1.honeycomb.io'],
        path: '/1/auth',
        send: header('x-honeycomb-team'),
        live: 'team.slug',
        inspect: ({ body }) => {
          const may = Object.entries(member(body, 'api_key_access') ?? {})
          return {
            access: 'write',
            ...identity(body, { account: 'team.slug' }),
            scopes: may.flatMap(([right, granted]) => (granted === true ? [right] : [])),
            canMintKeys: 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        keyBesideName({
          rule: 'honeycomb-api-key',
          about: 'Honeycomb API key',
          names: ['honeycomb', 'x honeycomb team'],
          key: /[a-f0-9]{32}/,
        }),
        keyBesideName({
          rule: 'honeycomb-short-key',
          about: 'Honeycomb API key of 22 characters',
          names: ['honeycomb', 'x honeycomb team'],
          key: /[A-Za-z0-9]{22}/,
        }),
      ],
    },
  },
})
