/** Databox: push tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'databox',
  name: 'Databox',
  docs: 'https://developers.databox.com/',
  keys: {
    'push-token': {
      label: 'push token',
      about: 'push token',
      detect: [
        keyBesideName({
          rule: 'databox-push-token',
          about: 'Databox push token',
          names: ['databox'],
          key: /[A-Za-z0-9]{21}/,
        }),
      ],
    },
  },
})
