/** Telegram: bot tokens, which are the bot's number and 35 characters. */
import { keyBesideName } from './key-form.ts'
import { identity, inAddress, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'telegram',
  name: 'Telegram',
  docs: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  keys: {
    'bot-token': {
      label: 'bot token',
      about: 'bot token',
      ...probe({
        at: 'https://api.telegram.org',
        path: ({ key }) => `/bot${key}/getMe`,
        send: inAddress,
        live: 'result.id',
        // The address is the key, so an unknown one is an unknown address, too.
        dead: [401, 404],
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'result.id', principal: 'result.username' }),
          canMintKeys: 'no',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'telegram-bot-token',
          about: 'Telegram bot token',
          pattern: /(?<![0-9])(?<secret>[1-9][0-9]{7,9}:AA[A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])/,
          literals: [':aa'],
          minEntropy: 3.5,
          window: { before: 16, after: 64 },
          examples: [
            'TELEGRAM_TOKEN={1-9:10}:AA{A-Za-z0-9_-:32}z',
            'https://api.telegram.org/bot{1-9:9}:AA{A-Za-z0-9:33}/getMe',
          ],
          lookalikes: ['{1-9:10}:AA{A-Za-z0-9:20}', '{1-9:10}:BB{A-Za-z0-9:33}', 'aa:bb:aa:cc'],
        },
        keyBesideName({
          rule: 'telegram-named-token',
          about: 'Telegram bot token',
          names: ['telegram', 'tgram', 'telegr'],
          key: /[0-9]{5,16}:[A-Za-z0-9_-]{35}/,
        }),
      ],
    },
  },
})
