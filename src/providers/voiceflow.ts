/** Voiceflow: API keys begin with `VF.`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'voiceflow',
  name: 'Voiceflow',
  docs: 'https://docs.voiceflow.com/reference/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'voiceflow-api-key',
          about: 'Voiceflow API key',
          key: /VF\.(?:DM\.|WS\.)?[a-fA-F0-9]{24}\.[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
