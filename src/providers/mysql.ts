/** MySQL and MariaDB: the password in a connection URL. */
import { sayOpens } from '../base/opens.ts'
import { defineProvider, type Judgement } from './provider.ts'

const LOCAL_HOST = /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|db$|mysql$|mariadb$|database$)/i

function judgePassword(password: string, match: RegExpExecArray): Judgement {
  const { user = '', host = '' } = match.groups ?? {}
  if (password === user) return { keep: true, score: -35, reason: 'the password is the user name' }
  if (LOCAL_HOST.test(host))
    return { keep: true, score: -30, reason: 'the host is this machine or a neighbour container' }
  return { keep: true, score: 15, reason: sayOpens({ user, host }) ?? 'stands in a connection URL with its host' }
}

export default defineProvider({
  id: 'mysql',
  name: 'MySQL',
  docs: 'https://dev.mysql.com/doc/refman/8.4/en/alter-user.html',
  keys: {
    password: {
      label: 'password',
      about: 'password of a database user',
      detect: [
        {
          rule: 'mysql-url-password',
          about: 'MySQL password in a connection URL',
          pattern:
            /(?:mysql|mariadb)(?:2|x|\+[a-z]{1,12})?:\/\/(?<user>[^\s:@/"'`<>]{1,64}):(?<secret>[^\s@/"'`<>]{1,128})@(?<host>[\w.[\]:-]{1,255})/i,
          literals: ['mysql', 'mariadb'],
          judge: judgePassword,
          examples: [
            'DATABASE_URL=mysql://shop:{A-Za-z0-9:24}@db-1.shop.internal:3306/shop',
            'mysql+pymysql://app:{A-Za-z0-9:16}@10.0.0.7/app',
            '"mariadb://app:{A-Za-z0-9:16}@10.0.0.7/app"',
          ],
          lookalikes: [
            'mysql://shop@db-1.shop.internal/shop',
            'mysql://shop:${DB_PASSWORD}@db-1.shop.internal/shop',
            'mysql://user:password@localhost/shop',
            'mysql://shop:****@db-1.shop.internal/shop',
          ],
        },
      ],
    },
  },
})
