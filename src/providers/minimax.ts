/** MiniMax: API keys begin with `sk-api-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'minimax',
  name: 'MiniMax',
  docs: 'https://platform.minimax.io/docs/api-reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'minimax-api-key',
          about: 'MiniMax API key',
          key: /sk-api-[A-Za-z0-9_-]{119}/,
        }),
      ],
    },
  },
})
