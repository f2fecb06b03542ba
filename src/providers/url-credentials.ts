/** User and password in a URL of any scheme: proxies, brokers, package sources, databases that have no file of their own. */
import { sayOpens } from '../base/opens.ts'
import { defineProvider, type Judgement } from './provider.ts'

const HOME =
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal|\w{1,12}(?::\d+)?(?:[/?]|$)|[\w.-]+\.local\b)/i
const DOCUMENTATION =
  /^(?:[\w-]+\.)*(?:example|test|invalid|domain|host|hostname|server|your[\w-]*)(?:\.(?:com|org|net|local|io))?(?=[:/?#]|$)/i
const SAMPLE =
  /^(?:user|username|pass|passwd|passw0rd|password\d*|secret|token|pwd|foo|bar|baz|test|guest|admin|root|postgres|elastic|123456?)$/i
const NAME = /^[<{$%[(*]|^x+$|[})>]$|^\W+$|^(?:your|my)[-_]?/i

function judge(secret: string, match: RegExpExecArray): Judgement {
  const { user = '', host = '' } = match.groups ?? {}
  if (NAME.test(secret) || NAME.test(user)) return { keep: false, reason: 'a name stands where the password would' }
  // Ports, `mailto:`-like text and `git@` have no password.
  if (/^\d{1,5}$/.test(secret) && /^[\w.-]+\.\w+$/.test(user)) return { keep: false, reason: 'a host and a port' }
  const isDocumented = DOCUMENTATION.test(host)
  if (SAMPLE.test(secret)) {
    if (isDocumented) return { keep: false, reason: 'the words of documentation' }
    return { keep: true, score: -40, reason: 'a password that people write in samples' }
  }
  if (isDocumented) return { keep: true, score: -35, reason: 'a host that people write in samples' }
  if (HOME.test(host)) return { keep: true, score: -25, reason: 'names a host of a development machine' }
  return { keep: true, score: 5, reason: sayOpens({ user, host }) ?? 'names a host' }
}

export default defineProvider({
  id: 'url-credentials',
  name: 'URL credentials',
  docs: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  keys: {
    password: {
      label: 'password',
      about: 'password of whatever the URL leads to',
      detect: [
        {
          rule: 'url-password',
          about: 'Password in a URL',
          pattern:
            /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.%-]{1,24}:\/\/(?<user>[^\s:@/"'`<>\\?#,;()|]{0,80}):(?<secret>[^\s:@/"'`<>\\?#,;()|]{3,160})@(?<host>[\w.$%{}[\]-][\w.:$%{}[\]/?-]{0,200})/,
          fallback: true,
          literals: ['://'],
          window: { before: 32, after: 460 },
          judge,
          examples: [
            'https://deploy:{A-Za-z0-9:20}@git.shop.internal/shop.git',
            'amqp://shop:{a-z0-9:16}@mq-1.shop.internal:5672/orders',
            'sftp://:{A-Za-z0-9:12}@files.shop.internal',
          ],
          lookalikes: [
            'https://git.shop.internal/shop.git',
            'https://shop.internal:8443/a@b',
            'https://user:password@example.com/',
            'https://${USER}:${PASSWORD}@shop.internal/',
            'https://deploy@git.shop.internal/shop.git',
          ],
        },
      ],
    },
  },
})
