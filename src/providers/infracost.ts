/** Infracost: API keys begin with `ico-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'infracost',
  name: 'Infracost',
  docs: 'https://www.infracost.io/docs/integrations/environment_variables/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'infracost-api-key',
          about: 'Infracost API key',
          pattern: /(?<![A-Za-z0-9.])(?<secret>ico-[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['ico-'],
          minEntropy: 3,
          examples: ['KEY=ico-{A-Za-z0-9:32}', '"ico-{A-Za-z0-9:32}"'],
          lookalikes: ['ico-{A-Za-z0-9:24}', 'qico-{A-Za-z0-9:32}'],
        },
      ],
    },
  },
})
