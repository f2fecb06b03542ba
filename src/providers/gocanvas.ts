/** GoCanvas: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gocanvas',
  name: 'GoCanvas',
  docs: 'https://help.gocanvas.com/hc/en-us/categories/4407846837399-API',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'gocanvas-api-key',
          about: 'GoCanvas API key',
          names: ['gocanvas'],
          key: /[A-Za-z0-9/+]{43}=/,
        }),
      ],
    },
  },
})
