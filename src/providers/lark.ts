/** Lark: app secrets, known by the name beside them; access tokens, known by the name beside them. */
import { fixedKey, judgeNotWords, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lark',
  name: 'Lark',
  docs: 'https://open.larksuite.com/document/server-docs/getting-started/api-access-token/auth-v3/tenant_access_token_internal',
  keys: {
    'app-secret': {
      label: 'app secret',
      about: 'app secret',
      detect: [
        keyBesideName({
          rule: 'lark-app-secret',
          about: 'Lark app secret',
          names: ['lark', 'larksuite', 'feishu'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'lark-access-token',
          about: 'Lark access token',
          names: ['lark', 'larksuite', 'feishu'],
          key: /[tua]-[A-Za-z0-9_.-]{14,50}/,
        }),
      ],
    },
    'app-id': {
      label: 'app id',
      about: 'app id',
      detect: [
        fixedKey({
          rule: 'lark-app-id',
          about: 'Lark app id',
          part: 'id',
          key: /cli_[A-Za-z0-9]{16}/,
          judge: judgeNotWords,
        }),
      ],
    },
  },
})
