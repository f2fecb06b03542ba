/** HolidayAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'holiday-api',
  name: 'HolidayAPI',
  docs: 'https://holidayapi.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'holiday-api-api-key',
          about: 'HolidayAPI API key',
          names: ['holidayapi', 'holiday api'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
