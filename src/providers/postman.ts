/** Postman: API keys begin with `PMAK-`. */
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'postman',
  name: 'Postman',
  docs: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: ['https://api.getpostman.com', 'https://api.eu.postman.com'],
        path: '/me',
        send: header('x-api-key'),
        live: 'user.id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'user.id', principal: 'user.username' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'postman-api-key',
          about: 'Postman API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>PMAK-[A-Za-z0-9]{24}-[A-Za-z0-9]{34})(?![A-Za-z0-9])/,
          literals: ['pmak-'],
          minEntropy: 3,
          examples: ['KEY=PMAK-{a-f0-9:24}-{a-f0-9:34}', '"PMAK-{a-f0-9:24}-{a-f0-9:34}"'],
          lookalikes: ['PMAK-{a-f0-9:24}-{a-f0-9:26}', 'qPMAK-{a-f0-9:24}-{a-f0-9:34}'],
        },
      ],
    },
  },
})
