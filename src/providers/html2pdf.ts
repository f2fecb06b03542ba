/** html2pdf.app: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'html2pdf',
  name: 'html2pdf.app',
  docs: 'https://html2pdf.app/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'html2pdf-api-key',
          about: 'html2pdf.app API key',
          names: ['html2pdf'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
