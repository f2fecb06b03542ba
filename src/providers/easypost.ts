/** EasyPost: API keys begin with `EZAK`. */
import { basicUser, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'easypost',
  name: 'EasyPost',
  docs: 'https://docs.easypost.com/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.easypost.com',
        path: '/v2/users',
        send: basicUser,
        live: 'id',
      }),
      detect: [
        {
          rule: 'easypost-api-key',
          about: 'EasyPost API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>EZ(?:AK|TK)[A-Za-z0-9]{54})(?![A-Za-z0-9])/,
          literals: ['ezak', 'eztk'],
          minEntropy: 3.5,
          examples: ['KEY=EZAK{A-Za-z0-9:54}', '"EZTK{A-Za-z0-9:54}"'],
          lookalikes: ['EZAK{A-Za-z0-9:41}', 'qEZAK{A-Za-z0-9:54}'],
        },
      ],
    },
  },
})
