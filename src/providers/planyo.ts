/** Planyo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'planyo',
  name: 'Planyo',
  docs: 'https://www.planyo.com/wordpress-reservation-system',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'planyo-api-key',
          about: 'Planyo API key',
          names: ['planyo'],
          key: /[a-z0-9]{62}/,
        }),
      ],
    },
  },
})
