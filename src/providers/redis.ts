/** Redis and Valkey: the password in a connection URL, with or without a user. */
import { sayOpens } from '../base/opens.ts'
import { defineProvider, type Judgement } from './provider.ts'

const LOCAL_HOST = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|redis$|valkey$|cache$)/i

function judgePassword(password: string, match: RegExpExecArray): Judgement {
  const { user = '', host = '' } = match.groups ?? {}
  if (password === user) return { keep: true, score: -35, reason: 'the password is the user name' }
  if (LOCAL_HOST.test(host))
    return { keep: true, score: -30, reason: 'the host is this machine or a neighbour container' }
  return { keep: true, score: 15, reason: sayOpens({ user, host }) ?? 'stands in a connection URL with its host' }
}

export default defineProvider({
  id: 'redis',
  name: 'Redis',
  docs: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/',
  keys: {
    password: {
      label: 'password',
      about: 'password of a user, or of the server',
      detect: [
        {
          rule: 'redis-url-password',
          about: 'Redis password in a connection URL',
          pattern:
            /(?:redis|valkey)s?:\/\/(?<user>[^\s:@/"'`<>]{0,64}):(?<secret>[^\s@/"'`<>]{1,128})@(?<host>[\w.[\]:-]{1,255})/i,
          literals: ['redis', 'valkey'],
          judge: judgePassword,
          examples: [
            'REDIS_URL=rediss://default:{A-Za-z0-9:24}@cache-1.shop.internal:6379',
            'redis://:{A-Za-z0-9:16}@10.0.0.8:6379/0',
          ],
          lookalikes: [
            'redis://cache-1.shop.internal:6379',
            'redis://:$REDIS_PASSWORD@cache:6379',
            'redis://:changeme@10.0.0.8:6379',
          ],
        },
      ],
    },
  },
})
