/** Devin: personal API keys begin with `apk_user_`; service API keys begin with `apk_`; service user tokens begin with `cog_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'devin',
  name: 'Devin',
  docs: 'https://docs.devin.ai/api-reference/authentication',
  keys: {
    'personal-key': {
      label: 'personal API key',
      about: 'personal API key',
      detect: [
        fixedKey({
          rule: 'devin-personal-key',
          about: 'Devin personal API key',
          key: /apk_user_[A-Za-z0-9+/=]{120,184}/,
        }),
      ],
    },
    'service-key': {
      label: 'service API key',
      about: 'service API key',
      detect: [
        fixedKey({
          rule: 'devin-service-key',
          about: 'Devin service API key',
          key: /apk_[A-Za-z0-9+/=]{80,104}/,
        }),
      ],
    },
    'service-user': {
      label: 'service user token',
      about: 'service user token',
      detect: [
        fixedKey({
          rule: 'devin-service-user',
          about: 'Devin service user token',
          key: /cog_[a-z2-7]{52}/,
        }),
      ],
    },
  },
})
