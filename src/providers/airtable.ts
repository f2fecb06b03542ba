/** Airtable: access tokens begin with `pat`; API keys of 17 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'airtable',
  name: 'Airtable',
  docs: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.airtable.com',
        path: '/v0/meta/whoami',
        send: bearer,
        live: 'id',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scopes'))
          return {
            environment: 'live',
            ...identity(body, { account: 'id', principal: 'email' }),
            ...(scopes.length > 0 && {
              scopes,
              access: scopes.some((scope) => /:(?:write|manage)$/.test(scope)) ? 'write' : 'read',
              readsPersonalData: scopes.some((scope) => /^(?:data\.records|user\.email|enterprise)/.test(scope))
                ? 'yes'
                : 'no',
            }),
            canMintKeys: 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'airtable-access-token',
          about: 'Airtable access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pat[A-Za-z0-9]{14}\.[a-z0-9]{62,66})(?![A-Za-z0-9])/,
          literals: ['pat'],
          minEntropy: 3,
          examples: ['KEY=pat{A-Za-z0-9:14}.{a-f0-9:64}', '"pat{A-Za-z0-9:14}.{a-f0-9:64}"'],
          lookalikes: ['pat{A-Za-z0-9:14}.{a-f0-9:48}', 'qpat{A-Za-z0-9:14}.{a-f0-9:64}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'airtable-api-key',
          about: 'Airtable API key',
          names: ['airtable'],
          key: /key[A-Za-z0-9]{14}/,
        }),
        keyBesideName({
          rule: 'airtable-oauth-token',
          about: 'Airtable OAuth token',
          names: ['airtable'],
          key: /[A-Za-z0-9]{6,60}\.v1\.[A-Za-z0-9_-]{6,400}\.[a-f0-9]{6,80}/,
        }),
        keyBesideName({
          rule: 'airtable-old-api-key',
          about: 'Airtable API key',
          names: ['airtable'],
          key: /[a-z0-9]{17}/,
        }),
      ],
    },
  },
})
