/** Coze: personal access tokens begin with `pat_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coze',
  name: 'Coze',
  docs: 'https://www.coze.com/docs/developer_guides/authentication',
  keys: {
    'access-token': {
      label: 'personal access token',
      about: 'personal access token',
      detect: [
        fixedKey({
          rule: 'coze-access-token',
          about: 'Coze personal access token',
          key: /pat_[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
