/** Databento: API keys begin with `db-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'databento',
  name: 'Databento',
  docs: 'https://databento.com/docs/portal/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'databento-api-key',
          about: 'Databento API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>db-[A-Za-z0-9]{29})(?![A-Za-z0-9])/,
          literals: ['db-'],
          minEntropy: 3.5,
          examples: ['KEY=db-{A-Za-z0-9:29}', '"db-{A-Za-z0-9:29}"'],
          lookalikes: ['db-{A-Za-z0-9:22}', 'qdb-{A-Za-z0-9:29}'],
        },
      ],
    },
  },
})
