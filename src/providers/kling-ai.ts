/** Kling AI: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kling-ai',
  name: 'Kling AI',
  docs: 'https://app.klingai.com/global/dev/document-api',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'kling-ai-secret-key',
          about: 'Kling AI secret key',
          names: ['klingai', 'kling'],
          key: /[A-Za-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
