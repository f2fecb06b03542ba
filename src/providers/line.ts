/** LINE: channel tokens of 173 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'line',
  name: 'LINE',
  docs: 'https://developers.line.biz/en/docs/basics/channel-access-token/',
  keys: {
    'channel-token': {
      label: 'channel token',
      about: 'channel token',
      ...probe({
        at: 'https://api.line.me',
        path: '/v2/bot/info',
        send: bearer,
        live: 'userId',
      }),
      detect: [
        keyBesideName({
          rule: 'line-channel-token',
          about: 'LINE channel token',
          names: ['line'],
          key: /[A-Za-z0-9+/]{168,172}=/,
        }),
      ],
    },
    'notify-token': {
      label: 'notify token',
      about: 'LINE Notify token',
      detect: [
        keyBesideName({
          rule: 'line-notify-token',
          about: 'LINE Notify token',
          names: ['line notify'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
