/** Apptivo: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apptivo',
  name: 'Apptivo',
  docs: 'https://www.apptivo.com/developers/',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'apptivo-access-key',
          about: 'Apptivo access key',
          names: ['apptivo'],
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
  },
})
