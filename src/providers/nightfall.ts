/** Nightfall: API keys begin with `NF-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nightfall',
  name: 'Nightfall',
  docs: 'https://help.nightfall.ai/developer-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'nightfall-api-key',
          about: 'Nightfall API key',
          key: /NF-[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
