/** PDFShift: API keys and secret keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pdfshift',
  name: 'PDFShift',
  docs: 'https://docs.pdfshift.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'pdfshift-api-key',
          about: 'PDFShift API key',
          names: ['pdf shift'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'pdfshift-secret-key',
          about: 'PDFShift secret key',
          names: ['pdf shift'],
          key: /sk_[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
