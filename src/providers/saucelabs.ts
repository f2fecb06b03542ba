/** Sauce Labs: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'saucelabs',
  name: 'Sauce Labs',
  docs: 'https://docs.saucelabs.com/dev/api/',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'saucelabs-access-key',
          about: 'Sauce Labs access key',
          names: ['sauce', 'sauce labs'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
