/** Figma: access tokens begin with `figd_`. */
import { keyBesideName } from './key-form.ts'
import { header, identity, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'figma',
  name: 'Figma',
  docs: 'https://www.figma.com/developers/api#access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.figma.com',
        path: '/v1/me',
        send: header('x-figma-token'),
        live: 'id',
        judge: ({ status, body }) =>
          status === 403 && /(?:invalid|expired) token|token expired/i.test(String(member(body, 'err')))
            ? { state: 'dead', why: 'refused' }
            : undefined,
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'email' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'figma-access-token',
          about: 'Figma access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>fig(?:d|o|u|dr|oh|or|uh|ur)_[A-Za-z0-9_-]{40,60})(?![A-Za-z0-9_-])/,
          literals: ['figd_', 'figo_', 'figu_', 'figdr_', 'figoh_', 'figor_', 'figuh_', 'figur_'],
          minEntropy: 3,
          examples: [
            'KEY=figd_{A-Za-z0-9_-:50}',
            '"figo_{A-Za-z0-9_-:50}"',
            'Bearer figu_{A-Za-z0-9_-:50}',
            'token: figdr_{A-Za-z0-9_-:50}',
            'KEY=figoh_{A-Za-z0-9_-:50}',
            '"figor_{A-Za-z0-9_-:50}"',
            'Bearer figuh_{A-Za-z0-9_-:50}',
            'token: figur_{A-Za-z0-9_-:50}',
          ],
          lookalikes: ['figd_{A-Za-z0-9_-:30}', 'qfigd_{A-Za-z0-9_-:50}'],
        },
        keyBesideName({
          rule: 'figma-old-access-token',
          about: 'Figma access token',
          names: ['figma'],
          key: /[a-f0-9]{4}-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
