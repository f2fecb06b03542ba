/** Twitch: chat tokens begin with `oauth:`; client secrets of 30 characters, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'twitch',
  name: 'Twitch',
  docs: 'https://dev.twitch.tv/docs/authentication/',
  keys: {
    'chat-token': {
      label: 'chat token',
      about: 'chat token',
      ...probe({
        at: 'https://id.twitch.tv',
        path: '/oauth2/validate',
        send: ({ key = '' }) => ({ authorization: `OAuth ${key.replace('oauth:', '')}` }),
        live: 'client_id',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scopes'))
          return {
            environment: 'live',
            ...identity(body, { account: 'user_id', principal: 'login' }),
            scopes,
            access: scopes.some((scope) => /:(?:edit|manage)/.test(scope)) ? 'write' : 'read',
            canMintKeys: 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'twitch-chat-token',
          about: 'Twitch chat token',
          pattern: /(?<![A-Za-z0-9])(?<secret>oauth:[a-z0-9]{30})(?![A-Za-z0-9])/,
          literals: ['oauth:'],
          minEntropy: 3,
          examples: ['TWITCH=oauth:{a-z0-9:30}', '"oauth:{a-z0-9:30}"'],
          lookalikes: ['oauth:{a-z0-9:23}', 'qoauth:{a-z0-9:30}'],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'twitch-client-secret',
          about: 'Twitch client secret',
          names: ['twitch'],
          key: /[a-z0-9]{30}/,
        }),
      ],
    },
    'stream-key': {
      label: 'stream key',
      about: 'key that broadcasts to a channel',
      detect: [
        fixedKey({
          rule: 'twitch-stream-key',
          about: 'Twitch stream key',
          key: /live_[0-9]{8,12}_[A-Za-z0-9]{30,36}/,
        }),
      ],
    },
  },
})
