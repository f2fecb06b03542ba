/** Connection strings of ADO.NET, ODBC and JDBC: pairs of names and values, of which one is a password. */
import { sayOpens } from '../base/opens.ts'
import { defineProvider, type Judgement } from './provider.ts'

const NAME = /^[<{$%[(*]|^(?:pass(?:w(?:or)?d)?|pwd|secret|your\w*|x+|\.+)$/i

/** Of ADO and ODBC, or of a JDBC URL. */
function partsOf(text: string): { host?: string; user?: string } {
  const host = /(?:server|host|data source|addr\w*)\s?=\s?(?:tcp:)?([\w.-]{1,64})|\/\/([\w.-]{1,64})/i.exec(text)
  const user = /(?:uid|user(?: ?id|name)?)\s?=\s?([\w.@-]{1,64})/i.exec(text)
  return { host: host?.[1] ?? host?.[2] ?? '', user: user?.[1] ?? '' }
}

function judge(secret: string, match: RegExpExecArray): Judgement {
  if (NAME.test(secret)) return { keep: false, reason: 'a name stands where the password would' }
  // ODBC puts a value in braces; templates put the name of one there.
  if (
    match.groups?.['brace'] !== undefined &&
    /pass|pw|secret|cred|conf|sett|env|var|par|arg|key|tok|[.\]]|^\D+$|^\d$|:\d+$/i.test(secret)
  ) {
    return { keep: false, reason: 'a name stands where the password would' }
  }
  const isHome = /(?:server|host|data source|addr\w*)\s?=\s?(?:tcp:)?(?:localhost|127\.|\.\\|\(local|\.;)/i.test(
    match[0],
  )
  return isHome
    ? { keep: true, score: -30, reason: 'the database is on a development machine' }
    : { keep: true, score: 5, reason: sayOpens(partsOf(match[0])) ?? 'stands in a connection string' }
}

export default defineProvider({
  id: 'connection-string',
  name: 'Connection string',
  docs: 'https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax',
  keys: {
    password: {
      label: 'password',
      about: 'password of a database user',
      detect: [
        {
          rule: 'connection-string-password',
          about: 'Password in a connection string',
          pattern:
            /(?:data source|server|host|addr(?:ess)?|driver|endpoint|uid|user(?: ?id)?|database|initial catalog)\s?=[^;\r\n"]{1,160};(?:[^;\r\n"=]{1,30}=[^;\r\n"]{0,60};){0,6}?\s?(?:password|pwd)\s?=\s?(?:(?<brace>\{)(?=[^;{}\s]{3,160}\}))?(?<secret>(?<=\{)[^;{}\s"'<>$\\]{3,160}(?=\})|(?<!\{)[^;\s"'<>$\\{][^;\s"'<>$\\]{2,159})/i,
          fallback: true,
          literals: ['password', 'pwd'],
          window: { before: 760, after: 320 },
          judge,
          examples: [
            'Server=tcp:db.shop.internal,1433;Database=shop;User ID=app;Password={A-Za-z0-9:20};Encrypt=True',
            'Driver=ODBC Driver 18;Server=db;Uid=app;Pwd={A-Za-z0-9:12};',
            'Driver={ODBC Driver 18 for SQL Server};Server=db;Uid=app;Pwd={{A-Za-z0-9:12}77};',
          ],
          lookalikes: [
            'Server=db.shop.internal;Database=shop;Integrated Security=true',
            'Server=db;Database=shop;User ID=app;Password=${PASSWORD}',
            'Server=db;Database=shop;User ID=app;Password=<password>',
            'Server=db;Database=shop;User ID=app;Password={password}',
          ],
        },
        {
          rule: 'jdbc-url-password',
          about: 'Password in a JDBC URL',
          pattern: /jdbc:[a-z0-9:+]{2,40}\/\/[^\s"'`<>]{1,300}?[?&;](?:password|pwd)=(?<secret>[^\s"'`<>&;$]{3,160})/i,
          fallback: true,
          literals: ['jdbc:'],
          window: { before: 8, after: 560 },
          judge,
          examples: ['jdbc:postgresql://db.shop.internal:5432/shop?user=app&password={A-Za-z0-9:20}'],
          lookalikes: [
            'jdbc:postgresql://db.shop.internal:5432/shop',
            'jdbc:mysql://db/shop?user=app&password=${PASSWORD}',
          ],
        },
      ],
    },
  },
})
