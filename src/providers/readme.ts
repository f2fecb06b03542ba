/** ReadMe: API keys begin with `rdme_`. */
import { basicUser, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'readme',
  name: 'ReadMe',
  docs: 'https://docs.readme.com/main/reference/intro/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://dash.readme.com',
        path: '/api/v1/',
        send: basicUser,
        live: 'name',
      }),
      detect: [
        {
          rule: 'readme-api-key',
          about: 'ReadMe API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>rdme_[a-z0-9]{70})(?![A-Za-z0-9])/,
          literals: ['rdme_'],
          minEntropy: 3,
          examples: ['KEY=rdme_{a-z0-9:70}', '"rdme_{a-z0-9:70}"'],
          lookalikes: ['rdme_{a-z0-9:53}', 'qrdme_{a-z0-9:70}'],
        },
      ],
    },
  },
})
