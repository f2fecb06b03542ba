/** SatisMeter: write keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'satismeter',
  name: 'SatisMeter',
  docs: 'https://help.satismeter.com',
  keys: {
    'write-key': {
      label: 'write key',
      about: 'write key',
      detect: [
        keyBesideName({
          rule: 'satismeter-write-key',
          about: 'SatisMeter write key',
          names: ['satis meter'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
