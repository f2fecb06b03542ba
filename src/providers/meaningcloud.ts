/** MeaningCloud: license keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'meaningcloud',
  name: 'MeaningCloud',
  docs: 'https://www.meaningcloud.com/developer/documentation',
  keys: {
    'license-key': {
      label: 'license key',
      about: 'license key',
      detect: [
        keyBesideName({
          rule: 'meaningcloud-license-key',
          about: 'MeaningCloud license key',
          names: ['meaning cloud'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
