/** Octopus Deploy: API keys begin with `API-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'octopus-deploy',
  name: 'Octopus Deploy',
  docs: 'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'octopus-deploy-api-key',
          about: 'Octopus Deploy API key',
          pattern: /(?<![A-Za-z0-9/])(?<secret>API-[A-Z0-9]{26,34})(?![A-Za-z0-9])/,
          literals: ['api-'],
          minEntropy: 3.5,
          examples: ['KEY=API-{A-Z0-9:26}', '"API-{A-Z0-9:26}"'],
          lookalikes: ['API-{A-Z0-9:20}', 'qAPI-{A-Z0-9:26}'],
        },
      ],
    },
  },
})
