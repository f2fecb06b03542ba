/** uClassify: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'uclassify',
  name: 'uClassify',
  docs: 'https://www.uclassify.com/docs/urlapi',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'uclassify-api-key',
          about: 'uClassify API key',
          names: ['uclassify'],
          key: /[A-Za-z0-9]{12}/,
        }),
      ],
    },
  },
})
