/** ChatBot: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'chatbot-com',
  name: 'ChatBot',
  docs: 'https://www.chatbot.com/docs/api/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'chatbot-com-access-token',
          about: 'ChatBot access token',
          names: ['chatbot'],
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
