/**
 * Host, user and password of a database that stand in settings of their own: `DB_HOST`, `spring.datasource.username`,
 * `POSTGRES_PASSWORD`. A password is told what it opens; hosts and users alone are no findings. Beside a password of no
 * name of its own (`host:`, `username:`, `password:` in a block) they say so, too.
 */
import { defineProvider, type Judgement } from './provider.ts'
import { judgeTyped } from './typed-password.ts'

/** What a setting of a database is called before the word for its part: few enough that the kernel sees each whole. */
const OWNER = String.raw`(?<![A-Za-z0-9])(?:(?:db|database|mysql|postgres)[_.-]?|datasource\.|mysql_root_|pg)`
const GIVEN = String.raw`["']?\s{0,4}(?:=>|:=|[:=,])\s{0,8}`
/** A text in quotes, or what ends with its word: `config.password()` and `list[0]` are code. */
const VALUE = String.raw`["']?(?<secret>(?<=')[^'\r\n\\$]{3,120}(?=')|(?<=")[^"\r\n\\$]{3,120}(?=")|(?<!["'])[^\s"'$<>{(\x60;|&%*=,[\]\\-][^\s"'\x60;|&<>,()[\]\\]{2,120}(?![\w.([]))`
const NAME_IN_CODE = /^[A-Za-z_$][\w$]*(?:[.:]{1,2}[A-Za-z_$][\w$]*)*$/

/** What people write in samples, or too short to tell. */
const EASY = /pass|pw|secret|test|root|admin|user|demo|default|database|change|your|abc|123|qwe|[:=]$|^.{0,7}$/i

/** What is no strong password is left to the generic rules, which know more of a line. */
function judgePassword(secret: string, { 0: whole }: RegExpExecArray): Judgement {
  const isQuoted = /["'][^"']*$/.test(whole) && whole.endsWith(secret) && /["']$/.test(whole.slice(0, -secret.length))
  if (!isQuoted && NAME_IN_CODE.test(secret) && (!/\d/.test(secret) || secret.includes('.')))
    return { keep: false, reason: 'a name, not a value' }
  if (EASY.test(secret)) return { keep: false, reason: 'left to the rules that weigh the whole line' }
  if (/^[A-Za-z_ .-]+$/.test(secret) || /\s/.test(secret)) return { keep: false, reason: 'a word or a sentence' }
  const typed = judgeTyped(secret)
  // Beside its host it is worth more: see `partners`.
  const score = (typed.score ?? 0) - 15
  return typed.keep ? { keep: true, score, reason: 'is given to a setting of a database' } : typed
}

/** Not worth a finding, however certain. */
const context = (place: string): Judgement =>
  /^(?:[A-Z][a-z]+|env|port|host(?:name)?|name|user(?:name)?|string|none|null|true|false|required|optional)$/.test(
    place,
  )
    ? { keep: false, reason: 'a word, not a host or a user' }
    : { keep: true, score: -40, reason: 'says where a password belongs' }

export default defineProvider({
  id: 'database-parts',
  name: 'Database settings',
  docs: 'https://www.postgresql.org/docs/current/libpq-envars.html',
  keys: {
    password: {
      label: 'password',
      about: 'password of a database user',
      detect: [
        {
          rule: 'database-password',
          about: 'Password of a database',
          pattern: new RegExp(`${OWNER}pass[a-z]{0,5}${GIVEN}${VALUE}`, 'i'),
          fallback: true,
          literals: ['pass'],
          window: { before: 64, after: 200 },
          partners: [
            { rule: 'database-host', as: 'host' },
            { rule: 'database-user', as: 'user' },
          ],
          judge: judgePassword,
          examples: [
            'DB_PASSWORD={A-Za-z0-9:15}7',
            "'mysql_root_password' => '{A-Za-z0-9!%:15}7',",
            'spring.datasource.password={A-Za-z0-9:15}7',
          ],
          lookalikes: [
            'DB_PASSWORD=${SECRET}',
            'dbPassword = config.password',
            'db_password: "password"',
            'DB_PASSWORD=',
          ],
        },
      ],
    },
    place: {
      label: 'host or user',
      about: 'host or user of a database; never reported alone',
      detect: [
        {
          rule: 'database-host',
          about: 'Host of a database',
          pattern: new RegExp(
            String.raw`${OWNER}host[a-z]{0,4}${GIVEN}["']?(?<secret>[A-Za-z0-9](?:[\w-]{0,62}\.){0,8}[\w-]{1,62})(?![\w.(-])`,
            'i',
          ),
          fallback: true,
          part: 'context',
          literals: ['host'],
          window: { before: 64, after: 700 },
          judge: context,
          examples: ['DB_HOST=db.shop.internal', 'POSTGRES_HOST: "10.0.0.7"', "'DB_HOST', 'localhost'"],
          lookalikes: ['DB_HOST=${HOST}', 'dbHost = getHost()', 'HOST=db.shop.internal'],
        },
        {
          rule: 'database-user',
          about: 'User of a database',
          pattern: new RegExp(
            String.raw`${OWNER}user[a-z_]{0,5}${GIVEN}["']?(?<secret>[A-Za-z_][\w.@-]{0,62})(?![\w.(@-])`,
            'i',
          ),
          fallback: true,
          part: 'context',
          literals: ['user'],
          window: { before: 64, after: 120 },
          judge: context,
          examples: ['DB_USERNAME=shop', 'POSTGRES_USER: "shop"', 'PGUSER=shop'],
          lookalikes: ['DB_USER=${USER}', 'dbUser = getUser()', 'USER=shop'],
        },
        {
          rule: 'service-host',
          about: 'Host of a service',
          // A member of an object, a block or a section: nothing but a quote, a dash and blanks stand before it.
          pattern:
            /(?<=(?:^|[\n{,])[ \t]{0,40}(?:- )?["']?)host(?:name)?["']?\s?[:=]\s{0,3}["']?(?<secret>[A-Za-z0-9](?:[\w-]{0,62}\.){0,8}[\w-]{1,62})(?![\w.(-])/i,
          fallback: true,
          part: 'context',
          literals: ['host'],
          window: { before: 64, after: 700 },
          partners: [{ rule: 'generic-password', within: 4, tells: 'host' }],
          judge: context,
          examples: [
            'production:\n  host: db.shop.internal\n  password: {A-Za-z0-9:14}7\n',
            '{"host": "10.0.0.7", "password": "{A-Za-z0-9:14}7"}',
          ],
          lookalikes: ['localhost: 10.0.0.7', 'host: process.env.HOST()', 'the host is db.shop.internal'],
        },
        {
          rule: 'service-user',
          about: 'User of a service',
          pattern:
            /(?<=(?:^|[\n{,])[ \t]{0,40}(?:- )?["']?)user(?:name)?["']?\s?[:=]\s{0,3}["']?(?<secret>[A-Za-z_][\w.@-]{0,62})(?![\w.(@-])/i,
          fallback: true,
          part: 'context',
          literals: ['user'],
          window: { before: 64, after: 120 },
          partners: [{ rule: 'generic-password', within: 4, tells: 'user' }],
          judge: context,
          examples: [
            'production:\n  username: shop\n  password: {A-Za-z0-9:14}7\n',
            '{"user": "shop", "password": "{A-Za-z0-9:14}7"}',
          ],
          lookalikes: ['super user: shop', 'user: getUser()', 'the user is shop'],
        },
      ],
    },
  },
})
