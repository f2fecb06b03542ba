/** Postmark: server tokens of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'postmark',
  name: 'Postmark',
  docs: 'https://postmarkapp.com/developer/api/overview',
  keys: {
    'server-token': {
      label: 'server token',
      about: 'server token',
      ...probe({
        at: 'https://api.postmarkapp.com',
        path: '/server',
        send: header('x-postmark-server-token'),
        live: 'ID',
        inspect: ({ body }) => ({
          access: 'write',
          environment: member(body, 'DeliveryType') === 'Sandbox' ? 'test' : 'live',
          ...identity(body, { account: 'ID', principal: 'Name' }),
          canMintKeys: 'no',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'postmark-server-token',
          about: 'Postmark server token',
          names: ['postmark', 'x postmark server token'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
