/** Asana: access tokens of 51 characters, known by the name beside them; access tokens of 68 characters, known by the name beside them; client secrets of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'asana',
  name: 'Asana',
  docs: 'https://developers.asana.com/docs/personal-access-token',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://app.asana.com',
        path: '/api/1.0/users/me?opt_fields=gid,email',
        send: bearer,
        live: 'data.gid',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'data.gid', principal: 'data.email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'asana-access-token',
          about: 'Asana access token',
          names: ['asana'],
          key: /[0-9]\/[0-9]{10,16}:[a-f0-9]{32}/,
        }),
        keyBesideName({
          rule: 'asana-access-token-v2',
          about: 'Asana access token',
          names: ['asana'],
          key: /[0-9]\/[0-9]{13,16}\/[0-9]{13,16}:[a-f0-9]{32}/,
        }),
        keyBesideName({
          rule: 'asana-old-token',
          about: 'Asana token of another length',
          names: ['asana'],
          key: /[01]{1,3}\/[a-f0-9]{16,32}(?::[a-z0-9]{32,64})?/,
        }),
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'asana-client-secret',
          about: 'Asana client secret',
          names: ['asana'],
          key: /[a-z0-9]{30,40}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'asana-client-id',
          about: 'Asana client id',
          names: ['asana'],
          part: 'id',
          key: /[0-9]{16}/,
        }),
      ],
    },
  },
})
