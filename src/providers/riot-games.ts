/** Riot Games: API keys begin with `RGAPI-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'riot-games',
  name: 'Riot Games',
  docs: 'https://developer.riotgames.com/docs/portal',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'riot-games-api-key',
          about: 'Riot Games API key',
          key: /RGAPI-[a-z0-9_-]{36}/,
        }),
      ],
    },
  },
})
