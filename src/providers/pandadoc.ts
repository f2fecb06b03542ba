/** PandaDoc: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pandadoc',
  name: 'PandaDoc',
  docs: 'https://developers.pandadoc.com/reference/api-key-authentication-process',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pandadoc-api-key',
          about: 'PandaDoc API key',
          names: ['panda doc'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
