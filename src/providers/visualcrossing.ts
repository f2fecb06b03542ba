/** Visual Crossing: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'visualcrossing',
  name: 'Visual Crossing',
  docs: 'https://www.visualcrossing.com/resources/documentation/weather-api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'visualcrossing-api-key',
          about: 'Visual Crossing API key',
          names: ['visual crossing'],
          key: /[A-Z0-9]{25}/,
        }),
      ],
    },
  },
})
