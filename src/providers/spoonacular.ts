/** spoonacular: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'spoonacular',
  name: 'spoonacular',
  docs: 'https://spoonacular.com/food-api/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'spoonacular-api-key',
          about: 'spoonacular API key',
          names: ['spoonacular'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
