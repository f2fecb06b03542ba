/** BestTime: private API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'besttime',
  name: 'BestTime',
  docs: 'https://documentation.besttime.app/',
  keys: {
    'private-key': {
      label: 'private API key',
      about: 'private API key',
      detect: [
        keyBesideName({
          rule: 'besttime-private-key',
          about: 'BestTime private API key',
          names: ['besttime'],
          key: /(?:pri|pub)_[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
