/** Passwords in files that one program reads and whose lines have no name for them: .pgpass, wpa_supplicant, ipsec.secrets. */
import { defineProvider, type Judgement } from './provider.ts'
import { judgeTyped } from './typed-password.ts'

function judgePgpass(secret: string, match: RegExpExecArray): Judgement {
  const typed = judgeTyped(secret)
  if (!typed.keep) return typed
  if (/^md5[0-9a-f]{32}/.test(secret)) return { keep: true, score: -45, reason: 'a hash in the place of the password' }
  return /^(?:localhost|127\.)/.test(match.groups?.['host'] ?? '')
    ? { ...typed, score: -30, reason: 'the database is on this machine' }
    : typed
}

/** A hash begins with its name in braces. */
function judgeEntry(secret: string): Judgement {
  try {
    const text = atob(secret)
    if (!/^[\x20-\x7e\xa0-\xff]{3,}$/.test(text)) return { keep: false, reason: 'holds no text' }
    return text.startsWith('{')
      ? { keep: true, score: -35, reason: 'a hash: its password can be guessed offline' }
      : judgeTyped(text)
  } catch {
    return { keep: false, reason: 'not base64' }
  }
}

/** Template of base64 whose text can be read: each group of four becomes three printable characters. */
const READABLE = '{MNO:1}{TUVWX:1}{BFJNRVZdhlptx159:1}{A-Za-z0-9:1}'.repeat(5)

export default defineProvider({
  id: 'password-file',
  name: 'Password file',
  docs: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
  keys: {
    password: {
      label: 'password',
      about: 'password in a file of the program that uses it',
      detect: [
        {
          rule: 'pgpass-password',
          about: 'Password in a .pgpass file',
          // The port, a database of any name, or stars for all of them.
          pattern:
            /(?<![\w.*:/@-])(?<host>[\w.*-]{1,120}):(?:543\d:[\w*.-]{1,64}|6432:[\w*.-]{1,64}|\*:\*):(?<user>[\w*.@-]{1,64}):(?<secret>[^\s:"'$<>{\x60][^\s:"']{2,120})(?![^\s"'])/,
          fallback: true,
          literals: [':543', ':6432', ':*:*:'],
          window: { before: 140, after: 300 },
          judge: judgePgpass,
          examples: ['db.shop.internal:5432:orders:shop:{A-Za-z0-9:16}\n', '*:*:*:shop:{A-Za-z0-9:16}'],
          lookalikes: [
            'hostname:5432:database:username:password',
            'db.shop.internal:5432:orders:shop:$PASSWORD',
            'db.shop.internal:5432:5432',
          ],
        },
        {
          rule: 'wifi-password',
          about: 'Key of a wireless network',
          pattern:
            /(?<![\w-])psk\s{0,2}=\s{0,2}["']?(?<secret>(?<=")[^"\r\n$<{]{8,63}(?=")|(?<!["'])[^\s"'$<{#(][^\s"'#;,)]{7,62})(?![^\s"'])/,
          fallback: true,
          literals: ['psk'],
          window: { before: 16, after: 90 },
          judge: judgeTyped,
          examples: ['network={\n  ssid="shop"\n  psk="{A-Za-z0-9:16}"\n}', '[wifi-security]\npsk={A-Za-z0-9:16}\n'],
          lookalikes: ['psk="password"', 'key_mgmt=WPA-PSK', 'psk=${WIFI_PSK}'],
        },
        {
          rule: 'ipsec-secret',
          about: 'Shared key of an IPsec connection',
          pattern: /:\s{0,4}(?:PSK|XAUTH|EAP|NTLM)\s{1,4}"(?<secret>[^"\r\n$<{]{4,128})"/,
          fallback: true,
          literals: ['psk', 'xauth', 'eap', 'ntlm'],
          window: { before: 16, after: 150 },
          judge: judgeTyped,
          examples: ['10.0.0.1 %any : PSK "{A-Za-z0-9:24}"', 'shop : XAUTH "{A-Za-z0-9:16}"'],
          lookalikes: ['10.0.0.1 %any : PSK "<key>"', ': RSA server.pem', 'auth: EAP "secret"'],
        },
        {
          rule: 'ldif-password',
          about: 'Password of an entry of a directory',
          pattern: /userPassword::\s(?<secret>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])/i,
          fallback: true,
          literals: ['userpassword::'],
          judge: judgeEntry,
          examples: [`userPassword:: ${READABLE}`],
          lookalikes: ['userPassword:: cGFzc3dvcmQ=', 'userPassword: {SSHA}{A-Za-z0-9+/:32}'],
        },
        {
          rule: 'property-list-password',
          about: 'Password in a property list',
          pattern: /(?:password|passphrase|secret|token)<\/key>\s{0,40}<string>(?<secret>[^<\r\n]{3,200})<\/string>/i,
          fallback: true,
          literals: ['</key>'],
          window: { before: 16, after: 300 },
          judge: judgeTyped,
          examples: ['<key>ShopPassword</key>\n\t<string>{A-Za-z0-9:16}</string>'],
          lookalikes: ['<key>Password</key>\n<string>$(PASSWORD)</string>', '<key>Token</key>\n<string></string>'],
        },
        {
          rule: 'bundler-password',
          about: 'Password of a source of gems',
          // Dots of the host are written as two underscores.
          pattern:
            /(?<!\w)BUNDLE_[A-Z0-9_]{1,60}__[A-Z0-9_]{1,40}["']?\s{0,2}[:=]\s{0,2}["']?(?<user>[\w.-]{1,60}):(?<secret>[^\s"':@$<{/][^\s"':@/]{2,120})/,
          fallback: true,
          literals: ['bundle_'],
          window: { before: 16, after: 320 },
          judge: judgeTyped,
          examples: ['BUNDLE_GEMS__SHOP__INTERNAL: "shop:{A-Za-z0-9:20}"'],
          lookalikes: ['BUNDLE_PATH: "lib/bundle"', 'BUNDLE_GEMS__SHOP__INTERNAL: "shop:$PASSWORD"'],
        },
      ],
    },
  },
})
