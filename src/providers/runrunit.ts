/** Runrun.it: app keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'runrunit',
  name: 'Runrun.it',
  docs: 'https://runrun.it/api/documentation',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'runrunit-app-key',
          about: 'Runrun.it app key',
          names: ['runrun it'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
