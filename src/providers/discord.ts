/** Discord: webhooks begin with `discord.com/api/webhooks/`; bot tokens of 74 characters, known by the name beside them; API keys of 64 characters, known by the name beside them; client secrets of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, inAddress, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'discord',
  name: 'Discord',
  docs: 'https://discord.com/developers/docs/reference#authentication',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'webhook',
      ...probe({
        at: 'https://discord.com',
        path: ({ key = '' }) => key.replace(/^[^/]*/, ''),
        send: inAddress,
        live: 'id',
        // The address is the key, so an unknown one is an unknown address, too.
        dead: [401, 404],
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'guild_id', principal: 'name' }),
          canMintKeys: 'no',
          readsPersonalData: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'discord-webhook',
          about: 'Discord webhook',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:discord|discordapp)\.com\/api\/webhooks\/[0-9]{17,20}\/[A-Za-z0-9_-]{60,72})(?![A-Za-z0-9_-])/,
          literals: ['/webhooks/'],
          minEntropy: 3,
          window: { before: 32, after: 153 },
          examples: [
            'KEY=discord.com/api/webhooks/{0-9:18}/{A-Za-z0-9_-:66}',
            '"discordapp.com/api/webhooks/{0-9:18}/{A-Za-z0-9_-:66}"',
          ],
          lookalikes: ['https://discord.com/api/webhooks/{1-9:18}/{A-Za-z0-9:20}'],
        },
      ],
    },
    'bot-token': {
      label: 'bot token',
      about: 'bot token',
      ...probe({
        at: 'https://discord.com',
        path: '/api/v10/users/@me',
        send: header('authorization', 'Bot '),
        live: 'id',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'username' }),
          canMintKeys: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'discord-bot-token',
          about: 'Discord bot token',
          // The first part is the id of the bot, a number of 17 to 19 digits, in base64.
          pattern:
            /(?<![A-Za-z0-9_-])(?<secret>(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){5}[MNO][A-Za-z0-9]{2,5}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_-])/,
          literals: ['mt', 'nt', 'od'].flatMap((beginning) => ['a', 'e', 'i', 'm'].map((next) => beginning + next)),
          minEntropy: 4,
          judge: () => ({ keep: true, score: 15, reason: 'holds the id of a bot' }),
          examples: ['DISCORD_TOKEN=MTIzNDU2Nzg5MDEyMzQ1Njc4.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:37}A'],
          lookalikes: [
            'ABCDEFGHIJKLMNOPQRSTUVWX.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:38}',
            'MTIzNDU2Nzg5MDEyMzQ1Njc4.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:12}',
          ],
        },
        keyBesideName({
          rule: 'discord-named-token',
          about: 'Discord bot token',
          names: ['discord', 'bot token', 'token', 'apikey'],
          key: /[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'discord-api-key',
          about: 'Discord API key',
          names: ['discord'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'discord-client-secret',
          about: 'Discord client secret',
          names: ['discord'],
          key: /[A-Za-z0-9_=-]{32}/,
        }),
      ],
    },
    'application-id': {
      label: 'application id',
      about: 'application id',
      detect: [
        keyBesideName({
          rule: 'discord-application-id',
          about: 'Discord application id',
          names: ['discord', 'botid', 'bot_id'],
          part: 'id',
          key: /[0-9]{17,19}/,
        }),
      ],
    },
  },
})
