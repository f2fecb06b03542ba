/** Financial Modeling Prep: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'financial-modeling-prep',
  name: 'Financial Modeling Prep',
  docs: 'https://site.financialmodelingprep.com/developer/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'financial-modeling-prep-api-key',
          about: 'Financial Modeling Prep API key',
          names: ['financialmodelingprep', 'financial modeling prep', 'fmp'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
