/** Notion: integration tokens begin with `ntn_`; integration tokens begin with `secret_`; refresh tokens begin with `nrt_`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'notion',
  name: 'Notion',
  docs: 'https://developers.notion.com/docs/authorization',
  keys: {
    'integration-token': {
      label: 'integration token',
      about: 'integration token',
      ...probe({
        at: 'https://api.notion.com',
        path: '/v1/users/me',
        send: (parts) => ({ ...bearer(parts), 'notion-version': '2022-06-28' }),
        live: 'id',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'bot.workspace_name', principal: 'name' }),
          canMintKeys: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'notion-integration-token',
          about: 'Notion integration token',
          pattern: /(?<![A-Za-z0-9])(?<secret>ntn_[0-9]{11}[A-Za-z0-9]{35})(?![A-Za-z0-9])/,
          literals: ['ntn_'],
          minEntropy: 3,
          examples: ['KEY=ntn_{0-9:11}{A-Za-z0-9:35}', '"ntn_{0-9:11}{A-Za-z0-9:35}"'],
          lookalikes: ['ntn_{0-9:11}{A-Za-z0-9:27}', 'qntn_{0-9:11}{A-Za-z0-9:35}'],
        },
        {
          rule: 'notion-legacy-token',
          about: 'Notion integration token',
          pattern: /(?<![A-Za-z0-9])(?<secret>secret_[A-Za-z0-9]{43})(?![A-Za-z0-9])/,
          literals: ['secret_'],
          minEntropy: 4,
          examples: ['KEY=secret_{A-Za-z0-9:43}', '"secret_{A-Za-z0-9:43}"'],
          lookalikes: ['secret_{A-Za-z0-9:33}', 'qsecret_{A-Za-z0-9:43}'],
        },
      ],
    },
    'refresh-token': {
      label: 'refresh token',
      about: 'refresh token',
      detect: [
        {
          rule: 'notion-refresh-token',
          about: 'Notion refresh token',
          pattern: /(?<![A-Za-z0-9])(?<secret>nrt_[A-Za-z0-9_]{40,60})(?![A-Za-z0-9])/,
          literals: ['nrt_'],
          minEntropy: 3,
          examples: ['KEY=nrt_{A-Za-z0-9:53}', '"nrt_{A-Za-z0-9:53}"'],
          lookalikes: ['nrt_{A-Za-z0-9:35}', 'qnrt_{A-Za-z0-9:53}'],
        },
      ],
    },
  },
})
