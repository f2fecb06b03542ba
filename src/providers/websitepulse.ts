/** WebSitePulse: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'websitepulse',
  name: 'WebSitePulse',
  docs: 'https://www.websitepulse.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'websitepulse-api-key',
          about: 'WebSitePulse API key',
          names: ['website pulse', 'web site pulse'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
