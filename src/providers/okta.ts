/** Okta: API tokens of 42 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'okta',
  name: 'Okta',
  docs: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        path: '/api/v1/users/me',
        send: header('authorization', 'SSWS '),
        live: 'id',
        tenant: /[a-z0-9-]+\.okta(?:preview|-emea)?\.com/i,
        hosts: ['*.okta.com', '*.oktapreview.com', '*.okta-emea.com'],
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'profile.login' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'okta-api-token',
          partners: [{ rule: 'okta-domain' }],
          about: 'Okta API token',
          names: ['okta', 'ssws'],
          key: /00[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
    domain: {
      label: 'domain',
      about: 'the organization that a token opens',
      detect: [
        {
          rule: 'okta-domain',
          about: 'Okta domain',
          pattern: /(?<![A-Za-z0-9.-])(?<secret>[A-Za-z0-9-]{1,60}\.okta(?:preview|-emea)?\.com)(?![A-Za-z0-9-])/,
          literals: ['.okta.com', '.oktapreview.com', '.okta-emea.com'],
          part: 'context',
          examples: ['https://{a-z0-9:12}.okta.com/api/v1', 'domain = "{a-z0-9:12}.oktapreview.com"'],
          lookalikes: ['https://okta.com', '{a-z0-9:12}.okta.community'],
        },
      ],
    },
  },
})
