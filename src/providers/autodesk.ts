/** Autodesk: client secrets, known by the name beside them; client ids, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'autodesk',
  name: 'Autodesk',
  docs: 'https://aps.autodesk.com/en/docs/oauth/v2/developers_guide/overview/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'autodesk-client-secret',
          about: 'Autodesk client secret',
          names: ['autodesk', 'forge client'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'autodesk-client-id',
          about: 'Autodesk client id',
          names: ['autodesk', 'forge client'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
