/** Calendarific: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'calendarific',
  name: 'Calendarific',
  docs: 'https://calendarific.com/api-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'calendarific-api-key',
          about: 'Calendarific API key',
          names: ['calendarific'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
