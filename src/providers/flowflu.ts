/** Flowlu: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flowflu',
  name: 'Flowlu',
  docs: 'https://www.flowlu.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'flowflu-api-key',
          about: 'Flowlu API key',
          names: ['flowflu', 'flowlu'],
          key: /[A-Za-z0-9]{51}/,
        }),
      ],
    },
  },
})
