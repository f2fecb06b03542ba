/** CodeRabbit: API keys begin with `cr-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coderabbit',
  name: 'CodeRabbit',
  docs: 'https://docs.coderabbit.ai/api-reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'coderabbit-api-key',
          about: 'CodeRabbit API key',
          key: /cr-[a-f0-9]{58}/,
        }),
      ],
    },
  },
})
