/** Screenshotlayer: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'screenshotlayer',
  name: 'Screenshotlayer',
  docs: 'https://screenshotlayer.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'screenshotlayer-access-key',
          about: 'Screenshotlayer access key',
          names: ['screenshot layer'],
          key: /[a-zA-Z0-9_]{32}/,
        }),
      ],
    },
  },
})
