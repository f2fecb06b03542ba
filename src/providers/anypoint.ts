/** MuleSoft Anypoint: access tokens, known by the name beside them; client secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'anypoint',
  name: 'MuleSoft Anypoint',
  docs: 'https://docs.mulesoft.com/access-management/connected-apps-developers',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'anypoint-access-token',
          about: 'MuleSoft Anypoint access token',
          names: ['anypoint'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'anypoint-client-secret',
          about: 'MuleSoft Anypoint client secret',
          names: ['anypoint'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
