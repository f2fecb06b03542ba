/** Instamojo: client secrets, known by the name beside them; client ids, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'instamojo',
  name: 'Instamojo',
  docs: 'https://docs.instamojo.com/reference/generate-access-token',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'instamojo-client-secret',
          about: 'Instamojo client secret',
          names: ['instamojo'],
          key: /[A-Za-z0-9]{128}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'instamojo-client-id',
          about: 'Instamojo client id',
          names: ['instamojo'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
