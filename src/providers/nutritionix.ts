/** Nutritionix: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nutritionix',
  name: 'Nutritionix',
  docs: 'https://developer.nutritionix.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'nutritionix-api-key',
          about: 'Nutritionix API key',
          names: ['nutritionix'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
