/** Frame.io: developer tokens begin with `fio-u-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'frame-io',
  name: 'Frame.io',
  docs: 'https://developer.frame.io/docs/getting-started/authentication',
  keys: {
    'developer-token': {
      label: 'developer token',
      about: 'developer token',
      ...probe({
        at: 'https://api.frame.io',
        path: '/v2/me',
        send: bearer,
        live: 'id',
      }),
      detect: [
        {
          rule: 'frame-io-developer-token',
          about: 'Frame.io developer token',
          pattern: /(?<![A-Za-z0-9])(?<secret>fio-u-[A-Za-z0-9_=-]{64})(?![A-Za-z0-9_-])/,
          literals: ['fio-u-'],
          minEntropy: 3,
          examples: ['KEY=fio-u-{A-Za-z0-9_=-:64}', '"fio-u-{A-Za-z0-9_=-:64}"'],
          lookalikes: ['fio-u-{A-Za-z0-9_=-:48}', 'qfio-u-{A-Za-z0-9_=-:64}'],
        },
      ],
    },
  },
})
