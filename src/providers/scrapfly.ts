/** Scrapfly: API keys begin with `scp-`; old API keys are known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrapfly',
  name: 'Scrapfly',
  docs: 'https://scrapfly.io/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'scrapfly-api-key',
          about: 'Scrapfly API key',
          key: /scp-(?:live|test)-[a-z0-9]{32}/,
        }),
      ],
    },
    'old-api-key': {
      label: 'old API key',
      about: 'old API key',
      detect: [
        keyBesideName({
          rule: 'scrapfly-old-api-key',
          about: 'Scrapfly old API key',
          names: ['scrap fly'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
