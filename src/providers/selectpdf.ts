/** SelectPdf: license keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'selectpdf',
  name: 'SelectPdf',
  docs: 'https://selectpdf.com/online-html-to-pdf-api/',
  keys: {
    'license-key': {
      label: 'license key',
      about: 'license key',
      detect: [
        keyBesideName({
          rule: 'selectpdf-license-key',
          about: 'SelectPdf license key',
          names: ['select pdf'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
