/** CalorieNinjas: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'calorieninjas',
  name: 'CalorieNinjas',
  docs: 'https://calorieninjas.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'calorieninjas-api-key',
          about: 'CalorieNinjas API key',
          names: ['calorieninja', 'calorie ninja'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
