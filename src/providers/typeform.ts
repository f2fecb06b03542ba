/** Typeform: access tokens begin with `tfp_`. */
import { keyBesideName } from './key-form.ts'
import { bearer, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'typeform',
  name: 'Typeform',
  docs: 'https://www.typeform.com/developers/get-started/personal-access-token/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://api.typeform.com', 'https://api.eu.typeform.com'],
        path: '/me',
        send: bearer,
        live: 'user_id',
        judge: ({ body }) =>
          member(body, 'code') === 'AUTHENTICATION_FAILED' ? { state: 'dead', why: 'refused' } : undefined,
      }),
      detect: [
        {
          rule: 'typeform-access-token',
          about: 'Typeform access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>tfp_[A-Za-z0-9_=.-]{40,59})(?![A-Za-z0-9_-])/,
          literals: ['tfp_'],
          minEntropy: 3.5,
          examples: ['KEY=tfp_{A-Za-z0-9_=.-:49}', '"tfp_{A-Za-z0-9_=.-:49}"'],
          lookalikes: ['tfp_{A-Za-z0-9_=.-:30}', 'qtfp_{A-Za-z0-9_=.-:49}'],
        },
      ],
    },
    'old-token': {
      label: 'token of the first version',
      about: 'token of the first version',
      detect: [
        keyBesideName({
          rule: 'typeform-old-token',
          about: 'Typeform token of the first version',
          names: ['typeform'],
          key: /[A-Za-z0-9]{44}/,
        }),
      ],
    },
  },
})
