/** Passwords that clients of databases are given: in their arguments, and in the short forms that only they read. */
import { defineProvider } from './provider.ts'
import { judgeTyped, OPTIONS, typedArgument } from './typed-password.ts'

export default defineProvider({
  id: 'database-client',
  name: 'Database client',
  docs: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
  keys: {
    password: {
      label: 'password',
      about: 'password of a database user',
      detect: [
        typedArgument(
          String.raw`(?:mysql(?:dump|admin|import|show|check|slap|binlog|pump|sh)?|mariadb(?:-dump|-admin)?)(?:\.exe)?${OPTIONS}-p(?!ort|rotocol|ass|lugin|rint)`,
          {
            rule: 'mysql-client-password',
            about: 'Password for a client of MySQL',
            literals: ['mysql', 'mariadb'],
            examples: [
              'mysql -h db.shop.internal -u shop -p{A-Za-z0-9:16} orders',
              "mysqldump -ushop -p'{A-Za-z0-9!%+:15}7' orders",
            ],
            lookalikes: [
              'mysql -u shop -p orders',
              'mysql -u shop -p$MYSQL_PASSWORD orders',
              'mysql -u root -ppassword',
              'mysql -P 3306 -p',
            ],
          },
        ),
        typedArgument(String.raw`(?:sqlcmd|osql|bcp|tsql)(?:\.exe)?${OPTIONS}-P\s{0,2}`, {
          rule: 'sql-server-client-password',
          about: 'Password for a client of SQL Server',
          literals: ['sqlcmd', 'osql', 'bcp', 'tsql'],
          examples: ['sqlcmd -S db.shop.internal -U sa -P "{A-Za-z0-9!%+:15}7" -Q "select 1"'],
          lookalikes: ['sqlcmd -S db.shop.internal -U sa -P $SA_PASSWORD', 'sqlcmd -S db.shop.internal -E'],
        }),
        {
          rule: 'oracle-client-password',
          about: 'Password for a client of Oracle',
          pattern:
            /(?<![\w.-])(?:sqlplus|sqlldr|expdp|impdp|rman)(?:\.exe)?\s(?:[^\r\n|;]{0,120}?[\s"'])?(?<user>[A-Za-z][\w$#]{0,30})\/(?<secret>[^\s"'/@$<{&%]{3,60})@/,
          fallback: true,
          literals: ['sqlplus', 'sqlldr', 'expdp', 'impdp', 'rman'],
          window: { before: 32, after: 260 },
          judge: judgeTyped,
          examples: ['sqlplus -s shop/{A-Za-z0-9:12}@//db.shop.internal:1521/ORCL'],
          lookalikes: ['sqlplus / as sysdba', 'sqlplus shop/$PASSWORD@db', 'sqlplus shop/<password>@db'],
        },
        {
          rule: 'oracle-url-password',
          about: 'Password in a JDBC URL of Oracle',
          pattern: /jdbc:oracle:(?:thin|oci\d?):(?<user>[^\s/@"':]{1,40})\/(?<secret>[^\s"'/@$<{&%]{3,60})@/,
          fallback: true,
          literals: ['jdbc:oracle'],
          judge: judgeTyped,
          examples: ['jdbc:oracle:thin:shop/{A-Za-z0-9:12}@db.shop.internal:1521:ORCL'],
          lookalikes: ['jdbc:oracle:thin:@db.shop.internal:1521:ORCL', 'jdbc:oracle:thin:shop/${PASSWORD}@db'],
        },
        {
          rule: 'oracle-address-password',
          about: 'Password in an address of Oracle',
          pattern:
            /["'](?<user>[A-Za-z][\w$#]{0,30})\/(?<secret>[^\s"'/@$<{&%]{3,60})@(?:\/\/)?(?<host>[\w.-]{1,100}):1521[/:]/,
          fallback: true,
          literals: [':1521'],
          window: { before: 220, after: 16 },
          judge: judgeTyped,
          examples: ['connect("shop/{A-Za-z0-9:12}@db.shop.internal:1521/ORCL")'],
          lookalikes: ['connect("shop/${PASSWORD}@db.shop.internal:1521/ORCL")', '"shop@db.shop.internal:1521/ORCL"'],
        },
        typedArgument(
          String.raw`(?:mongo(?:sh|dump|restore|export|import|stat|top)?|cqlsh)(?:\.exe)?${OPTIONS}-p\s{1,3}`,
          {
            rule: 'document-store-client-password',
            about: 'Password for a client of MongoDB or Cassandra',
            literals: ['mongo', 'cqlsh'],
            examples: [
              'mongodump --host db -u shop -p {A-Za-z0-9:16} --out /tmp',
              'cqlsh -u shop -p {A-Za-z0-9:16} db',
            ],
            lookalikes: ['mongodump --host db -u shop -p', 'mongosh -u shop -p "$PASSWORD"'],
          },
        ),
        typedArgument(String.raw`(?:redis|valkey)-cli(?:\.exe)?${OPTIONS}(?:-a|--pass)\s{1,3}`, {
          rule: 'redis-client-password',
          about: 'Password for a client of Redis',
          literals: ['redis-cli', 'valkey-cli'],
          examples: ['redis-cli -h cache.shop.internal -a {A-Za-z0-9:24} ping'],
          lookalikes: ['redis-cli -h cache.shop.internal -a $REDIS_PASSWORD ping', 'redis-cli -h cache'],
        }),
        {
          rule: 'go-dsn-password',
          about: 'Password in an address of the MySQL driver for Go',
          pattern:
            /(?<![\w.%-])(?<user>[\w.-]{1,64}):(?<secret>[^\s"'`<>$/{%][^\s"'`<>/]{2,127})@(?:tcp|cloudsql|unix)\((?<host>[\w.:/[\]-]{1,120})\)/,
          fallback: true,
          literals: ['@tcp(', '@cloudsql(', '@unix('],
          window: { before: 210, after: 140 },
          judge: judgeTyped,
          examples: ['shop:{A-Za-z0-9:16}@tcp(db.shop.internal:3306)/orders?parseTime=true'],
          lookalikes: [
            'shop:${PASSWORD}@tcp(db.shop.internal:3306)/orders',
            '%s:%s@tcp(%s)/orders',
            'root@tcp(db:3306)/',
          ],
        },
        {
          rule: 'sql-statement-password',
          about: 'Password in a statement that makes a login',
          pattern:
            /(?<!\w)with\s{1,4}(?:encrypted\s{1,4}|login\s{1,4}|superuser\s{1,4}){0,2}password\s{0,2}=?\s{0,2}N?'(?<secret>[^'\r\n$\\]{3,128})'/i,
          fallback: true,
          literals: ['password'],
          window: { before: 64, after: 180 },
          judge: judgeTyped,
          examples: [
            "CREATE LOGIN shop WITH PASSWORD = N'{A-Za-z0-9!%:15}7'",
            "create role shop with login password '{A-Za-z0-9:16}'",
          ],
          lookalikes: ["CREATE LOGIN shop WITH PASSWORD = '$(PASSWORD)'", "alter role shop with password 'password'"],
        },
      ],
    },
  },
})
