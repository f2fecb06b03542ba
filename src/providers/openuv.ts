/** OpenUV: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openuv',
  name: 'OpenUV',
  docs: 'https://www.openuv.io/uvindex',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'openuv-api-key',
          about: 'OpenUV API key',
          names: ['open uv'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
