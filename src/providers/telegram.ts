/** Telegram: bot tokens, which are the bot's number and 35 characters. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'telegram',
  name: 'Telegram',
  docs: 'https://core.telegram.org/bots/api#authorizing-your-bot',
  keys: {
    'bot-token': {
      label: 'bot token',
      about: 'bot token',
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
      ],
    },
  },
})
