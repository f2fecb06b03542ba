/** Simplesat: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'simplesat',
  name: 'Simplesat',
  docs: 'https://documenter.getpostman.com/view/457268/SVfMTqQT',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'simplesat-api-key',
          about: 'Simplesat API key',
          names: ['simple sat'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
