/** Passwords that stand in code where a function takes them by their place: host, user and password, or user and password. */
import { defineProvider, type Judgement } from './provider.ts'
import { judgeTyped, LITERAL } from './typed-password.ts'

/** Any argument: a string, a variable, a member. */
const ANY = String.raw`(?:["'][^"'\r\n]{0,160}["']|[$\w.>:[\]-]{1,60})`
const BETWEEN = String.raw`\s{0,40},\s{0,40}`

/** A user and a password, both written out. */
const credentials = (lead: string): RegExp =>
  new RegExp(String.raw`${lead}\s{0,40}["'](?<user>[^"'\r\n]{0,80})["']${BETWEEN}${LITERAL}`)

/** Tests and manuals log in, too: what reads as a word is one. */
function judge(secret: string): Judgement {
  const typed = judgeTyped(secret)
  if (!typed.keep) return typed
  if (/^[a-z]{3,10}$/i.test(secret)) return { keep: false, reason: 'a word, as tests and manuals have it' }
  if (/\s/.test(secret.trim())) return { keep: false, reason: 'a sentence' }
  return { ...typed, reason: 'stands where this function takes a password' }
}

export default defineProvider({
  id: 'login-call',
  name: 'Login call',
  docs: 'https://www.php.net/manual/en/mysqli.construct.php',
  keys: {
    password: {
      label: 'password',
      about: 'password that a function was given',
      detect: [
        {
          rule: 'connect-call-password',
          about: 'Password in a call that connects to a server',
          // Twelve names and nothing optional in them: the kernel then sees each as a whole.
          pattern: new RegExp(
            String.raw`(?:(?:mysqli?_|MySQLdb\.|DBI->)connect|(?<=new\s{1,3}\\{0,2})(?:mysqli|PDO|Sequelize)|DriverManager\.getConnection|ftp_login|imap_open|ldap_bind|\.PlainAuth)\(\s{0,40}${ANY}${BETWEEN}${ANY}${BETWEEN}${LITERAL}`,
          ),
          fallback: true,
          literals: [
            'connect(',
            'mysqli(',
            'pdo(',
            'sequelize(',
            'getconnection(',
            'ftp_login(',
            'imap_open(',
            'ldap_bind(',
            'plainauth(',
          ],
          window: { before: 32, after: 760 },
          judge,
          examples: [
            "$db = new mysqli('db.shop.internal', 'shop', '{A-Za-z0-9:16}', 'orders');",
            `DriverManager.getConnection("jdbc:mysql://db.shop.internal/orders", "shop", "{A-Za-z0-9:16}")`,
            "new PDO('mysql:host=db.shop.internal;dbname=orders', $user, '{A-Za-z0-9!%:15}7')",
            'mysql_connect("localhost", "root", "{A-Za-z0-9:12}")',
          ],
          lookalikes: [
            "new mysqli('db.shop.internal', 'shop', $password, 'orders')",
            'DriverManager.getConnection(url, user, password)',
            "new PDO('mysql:host=localhost', 'root', 'password')",
          ],
        },
        {
          rule: 'credentials-call-password',
          about: 'Password in an object of credentials',
          pattern: credentials(
            String.raw`(?:(?:NetworkCredential|UsernamePasswordCredentials|UsernamePasswordAuthenticationToken|PasswordAuthentication|HTTPBasicAuth|HTTPDigestAuth|HttpNtlmAuth|SetBasicAuth)\(|DirectoryEntry\(\s{0,40}${ANY}\s{0,40},)`,
          ),
          fallback: true,
          literals: ['credential', 'authentication', 'auth(', 'directoryentry('],
          window: { before: 32, after: 600 },
          judge,
          examples: [
            'new NetworkCredential("shop", "{A-Za-z0-9:16}")',
            'new DirectoryEntry("LDAP://dc.shop.internal", "shop", "{A-Za-z0-9:16}")',
            'HTTPBasicAuth("shop", "{A-Za-z0-9!%:15}7")',
          ],
          lookalikes: ['new NetworkCredential("user", "pass")', 'HTTPBasicAuth(user, password)'],
        },
        {
          rule: 'sentence-password',
          about: 'Password in a sentence that names its user',
          pattern:
            /password for (?:the )?(?:user|username|account) ["'](?<user>[^"'\r\n]{1,60})["'] is:? ["'](?<secret>[^"'\r\n ]{4,80})["']/i,
          fallback: true,
          literals: ['password for '],
          window: { before: 8, after: 260 },
          judge,
          examples: [
            "The default password for the user 'shop' is '{A-Za-z0-9:16}'.",
            'the password for user "shop" is "{A-Za-z0-9!%:15}7"',
          ],
          lookalikes: ["the password for user 'shop' is 'password'", 'the password for the user is "{A-Za-z0-9:16}"'],
        },
        {
          rule: 'login-call-password',
          about: 'Password in a call that logs in',
          pattern: credentials(String.raw`(?:\.login|(?<!\w)auth\s?=\s?)\(`),
          fallback: true,
          literals: ['.login(', 'auth'],
          window: { before: 32, after: 380 },
          judge,
          examples: [
            "server.login('shop@mail.internal', '{A-Za-z0-9!%:15}7')",
            "requests.get(url, auth=('shop', '{A-Za-z0-9:16}'))",
          ],
          lookalikes: ["server.login('shop@mail.internal', password)", "client.login('admin', 'password')"],
        },
      ],
    },
  },
})
