/** SpeechText.AI: secret keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'speechtext-ai',
  name: 'SpeechText.AI',
  docs: 'https://speechtext.ai/speech-recognition-api',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'speechtext-ai-secret-key',
          about: 'SpeechText.AI secret key',
          names: ['speechtext', 'speech text ai'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
