/** Klaviyo: private keys begin with `pk_`. */
import { keyBesideName } from './key-form.ts'
import { identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'klaviyo',
  name: 'Klaviyo',
  docs: 'https://developers.klaviyo.com/en/docs/authenticate_',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key',
      ...probe({
        at: 'https://a.klaviyo.com',
        path: '/api/accounts',
        send: ({ key }) => ({ authorization: `Klaviyo-API-Key ${key}`, revision: '2024-10-15' }),
        live: 'data.0.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, {
            account: 'data.0.id',
            principal: 'data.0.attributes.contact_information.organization_name',
          }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'klaviyo-private-key',
          about: 'Klaviyo private key',
          pattern: /(?<![A-Za-z0-9])(?<secret>pk_[a-f0-9]{34})(?![A-Za-z0-9])/,
          literals: ['pk_'],
          minEntropy: 3,
          examples: ['KEY=pk_{a-f0-9:34}', '"pk_{a-f0-9:34}"'],
          lookalikes: ['pk_{a-f0-9:26}', 'qpk_{a-f0-9:34}'],
        },
        keyBesideName({
          rule: 'klaviyo-named-key',
          about: 'Klaviyo private key',
          names: ['klaviyo'],
          key: /pk_[A-Za-z0-9]{34}/,
        }),
      ],
    },
  },
})
