/** ChartMogul: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'chartmogul',
  name: 'ChartMogul',
  docs: 'https://dev.chartmogul.com/reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'chartmogul-api-key',
          about: 'ChartMogul API key',
          names: ['chartmogul'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
