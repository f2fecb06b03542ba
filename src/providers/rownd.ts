/** Rownd: app secrets and app keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rownd',
  name: 'Rownd',
  docs: 'https://docs.rownd.io',
  keys: {
    'app-secret': {
      label: 'app secret',
      about: 'app secret',
      detect: [
        keyBesideName({
          rule: 'rownd-app-secret',
          about: 'Rownd app secret',
          names: ['rownd'],
          common: true,
          key: /[a-z0-9]{48}/,
        }),
      ],
    },
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'rownd-app-key',
          about: 'Rownd app key',
          names: ['rownd'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
