/** Mattermost: access tokens of 26 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mattermost',
  name: 'Mattermost',
  docs: 'https://docs.mattermost.com/developer/personal-access-tokens.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        path: '/api/v4/users/me',
        send: bearer,
        live: 'id',
      }),
      detect: [
        keyBesideName({
          rule: 'mattermost-access-token',
          about: 'Mattermost access token',
          names: ['mattermost'],
          key: /[a-z0-9]{26}/,
        }),
      ],
    },
    webhook: {
      label: 'incoming webhook',
      about: 'incoming webhook',
      detect: [
        {
          rule: 'mattermost-webhook',
          about: 'Mattermost incoming webhook',
          pattern:
            /https?:\/\/[A-Za-z0-9.-]{0,60}(?:mattermost|mm)[A-Za-z0-9.-]{0,60}(?::\d{2,5})?\/hooks\/(?<secret>[a-z0-9]{26})(?![A-Za-z0-9])/,
          literals: ['/hooks/'],
          window: { before: 200, after: 64 },
          minEntropy: 3,
          examples: ['https://mattermost.{a-z:8}.org/hooks/{a-z0-9:26}'],
          lookalikes: ['https://mattermost.{a-z:8}.org/hooks/{a-z0-9:16}'],
        },
      ],
    },
  },
})
