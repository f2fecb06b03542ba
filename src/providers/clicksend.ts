/** ClickSend: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clicksend',
  name: 'ClickSend',
  docs: 'https://developers.clicksend.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clicksend-api-key',
          about: 'ClickSend API key',
          names: ['clicksend'],
          key: /[A-F0-9]{8}(?:-[A-F0-9]{4}){3}-[A-F0-9]{12}/,
        }),
      ],
    },
  },
})
