/** Worksnaps: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'worksnaps',
  name: 'Worksnaps',
  docs: 'https://www.worksnaps.com/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'worksnaps-api-token',
          about: 'Worksnaps API token',
          names: ['work snaps'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
