/** Discord: webhooks begin with `discord.com/api/webhooks/`; bot tokens of 74 characters, known by the name beside them; API keys of 64 characters, known by the name beside them; client secrets of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'discord',
  name: 'Discord',
  docs: 'https://discord.com/developers/docs/reference#authentication',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'webhook',
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
      detect: [
        {
          rule: 'discord-bot-token',
          about: 'Discord bot token',
          pattern:
            /(?:discord|Discord|DISCORD|bot_token|BotToken|BOT_TOKEN|token|Token|TOKEN)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[MNO]{1}[A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38})(?![A-Za-z0-9_-])/,
          literals: ['discord', 'bot_token', 'token'],
          minEntropy: 4,
          judge: judgeByName,
          examples: [
            'DISCORD_API_KEY={MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:32}',
            'discordToken: "{MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:32}"',
            "'discord_secret' => '{MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:32}'",
          ],
          lookalikes: [
            'DISCORD_API_KEY={MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:21}',
            'discord says that {MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:32} is a commit',
            'OTHER_KEY={MNO:1}{A-Za-z0-9_-:25}.{A-Za-z0-9_-:6}.{A-Za-z0-9_-:32}',
          ],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'discord-api-key',
          about: 'Discord API key',
          pattern:
            /(?:discord|Discord|DISCORD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['discord'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['DISCORD_API_KEY={a-f0-9:64}', 'discordToken: "{a-f0-9:64}"', "'discord_secret' => '{a-f0-9:64}'"],
          lookalikes: [
            'DISCORD_API_KEY={a-f0-9:48}',
            'discord says that {a-f0-9:64} is a commit',
            'OTHER_KEY={a-f0-9:64}',
          ],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'discord-client-secret',
          about: 'Discord client secret',
          pattern:
            /(?:discord|Discord|DISCORD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{32})(?![A-Za-z0-9_-])/,
          literals: ['discord'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DISCORD_API_KEY={A-Za-z0-9_=-:32}',
            'discordToken: "{A-Za-z0-9_=-:32}"',
            "'discord_secret' => '{A-Za-z0-9_=-:32}'",
          ],
          lookalikes: [
            'DISCORD_API_KEY={A-Za-z0-9_=-:24}',
            'discord says that {A-Za-z0-9_=-:32} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:32}',
          ],
        },
      ],
    },
  },
})
