/** Diggernaut: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'diggernaut',
  name: 'Diggernaut',
  docs: 'https://www.diggernaut.com/dev/meta-language-authentication-rest-api.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'diggernaut-api-key',
          about: 'Diggernaut API key',
          names: ['diggernaut'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
