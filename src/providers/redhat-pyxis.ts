/** Red Hat: Pyxis keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'redhat-pyxis',
  name: 'Red Hat',
  docs: 'https://catalog.redhat.com/api/containers/docs/',
  keys: {
    'pyxis-key': {
      label: 'Pyxis key',
      about: 'Pyxis key',
      detect: [
        keyBesideName({
          rule: 'redhat-pyxis-pyxis-key',
          about: 'Red Hat Pyxis key',
          names: ['red hat', 'pyxis'],
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
