/** Facebook: access tokens begin with `EAA`; app tokens of 44 characters; app secrets of 32 characters, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { bearer, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'facebook',
  name: 'Facebook',
  docs: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://graph.facebook.com',
        path: '/v24.0/me',
        send: bearer,
        live: 'id',
        judge: ({ body }) => {
          if (member(body, 'error.code') !== 190) return undefined
          return { state: 'dead', why: member(body, 'error.error_subcode') === 463 ? 'expired' : 'refused' }
        },
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'name' }),
          readsPersonalData: 'yes',
        }),
      }),
      detect: [
        {
          rule: 'facebook-access-token',
          about: 'Facebook access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>EAA[A-Za-z0-9]{60,400})(?![A-Za-z0-9])/,
          literals: ['eaa'],
          minEntropy: 4,
          examples: ['KEY=EAA{A-Za-z0-9:230}', '"EAA{A-Za-z0-9:230}"'],
          lookalikes: ['EAA{A-Za-z0-9:20}', 'qEAA{A-Za-z0-9:90}'],
        },
        fixedKey({
          rule: 'facebook-explorer-token',
          about: 'Facebook access token of the Graph API Explorer',
          key: /EAACEdEose0cBA[A-Za-z0-9]{20,300}/,
        }),
      ],
    },
    'app-token': {
      label: 'app token',
      about: 'app token',
      detect: [
        {
          rule: 'facebook-app-token',
          about: 'Facebook app token',
          pattern:
            /(?:facebook|FACEBOOK|Facebook|meta|META)[^\r\n]{0,40}?(?<!\d)(?<secret>[0-9]{15,16}\|[A-Za-z0-9_-]{27})(?![A-Za-z0-9_-])/,
          literals: ['facebook', 'meta'],
          minEntropy: 3,
          examples: ['FACEBOOK_APP_TOKEN={1-9:15}|{A-Za-z0-9:27}', 'facebook_token: "{1-9:16}|{A-Za-z0-9:27}"'],
          lookalikes: ['facebook {1-9:15}|{A-Za-z0-9:12}', '{1-9:15}|{A-Za-z0-9:27}'],
        },
      ],
    },
    'app-secret': {
      label: 'app secret',
      about: 'app secret',
      detect: [
        keyBesideName({
          rule: 'facebook-app-secret',
          about: 'Facebook app secret',
          names: ['facebook', 'fb app', 'fb api', 'fb client', 'fb secret'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'app-id': {
      label: 'app id',
      about: 'app id',
      detect: [
        keyBesideName({
          rule: 'facebook-app-id',
          about: 'Facebook app id',
          names: ['facebook', 'fb app', 'fb client'],
          part: 'id',
          key: /[0-9]{15,16}/,
        }),
      ],
    },
  },
})
