/** ZipCodeAPI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zipcodeapi',
  name: 'ZipCodeAPI',
  docs: 'https://www.zipcodeapi.com/API',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zipcodeapi-api-key',
          about: 'ZipCodeAPI API key',
          names: ['zipcode api', 'zip code api'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
