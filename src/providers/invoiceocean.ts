/** InvoiceOcean: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'invoiceocean',
  name: 'InvoiceOcean',
  docs: 'https://invoiceocean.com/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'invoiceocean-api-token',
          about: 'InvoiceOcean API token',
          names: ['invoiceocean'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
