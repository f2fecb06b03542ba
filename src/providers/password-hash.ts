/**
 * Hashes of passwords, as systems, web frameworks and network devices store them. A hash opens nothing by itself; whoever
 * has it can guess at its password without being seen, so each is reported, and graded low unless an account is named.
 */
import { defineProvider, type Judgement } from './provider.ts'

const OFFLINE = 'a hash: its password can be guessed offline'

function judge(_: string, match: RegExpExecArray): Judgement {
  // `name:hash:` and `name:hash` at the beginning of a line are /etc/shadow and htpasswd.
  const lead = match.input.slice(Math.max(0, match.index - 64), match.index)
  if (/(?:^|[\s"'`])[a-z_][\w.@-]{0,31}:$/i.test(lead)) {
    return { keep: true, score: -25, reason: `${OFFLINE}; it stands beside the name of its account` }
  }
  return { keep: true, score: -40, reason: OFFLINE }
}

const judgeTicket = (): Judgement => ({
  keep: true,
  score: -20,
  reason: 'made of an answer of Kerberos, to be guessed at',
})

export default defineProvider({
  id: 'password-hash',
  name: 'Password hash',
  docs: 'https://man7.org/linux/man-pages/man5/crypt.5.html',
  keys: {
    crypt: {
      label: 'of crypt',
      about: 'hashed password of a system account',
      detect: [
        {
          rule: 'password-hash-crypt',
          about: 'Password hash of crypt (MD5, SHA-256, SHA-512)',
          pattern:
            /(?<![A-Za-z0-9$./])(?<secret>\$(?:(?:1|apr1)\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|5\$(?:rounds=\d{1,9}\$)?[^$\s:"'\\]{0,16}\$[./A-Za-z0-9]{43}|6\$(?:rounds=\d{1,9}\$)?[^$\s:"'\\]{0,16}\$[./A-Za-z0-9]{86}))(?![A-Za-z0-9/])/,
          literals: ['$1$', '$apr1$', '$5$', '$6$'],
          minEntropy: 3,
          window: { before: 64, after: 140 },
          judge,
          sight: 80,
          examples: [
            'root:$6${./A-Za-z0-9:12}${./A-Za-z0-9:86}:19000:0:99999:7:::',
            '"$5$rounds=5000${./A-Za-z0-9:16}${./A-Za-z0-9:43}"',
            'shop:$apr1${./A-Za-z0-9:8}${./A-Za-z0-9:21}A',
            '$1${./A-Za-z0-9:8}${./A-Za-z0-9:21}/',
          ],
          lookalikes: ['$1${./A-Za-z0-9:8}$short', '$6$salt${./A-Za-z0-9:40}', 'costs $5$ or $6$'],
        },
        {
          rule: 'password-hash-bcrypt',
          about: 'Password hash of bcrypt',
          pattern: /(?<![A-Za-z0-9./])(?<secret>\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53})(?![A-Za-z0-9/])/,
          literals: ['$2a$', '$2b$', '$2x$', '$2y$', '$2$'],
          minEntropy: 3,
          window: { before: 64, after: 80 },
          judge,
          sight: 80,
          examples: ['admin:$2y$10${./A-Za-z0-9:53}', "hash: '$2b$12${./A-Za-z0-9:53}'"],
          lookalikes: ['$2b$12${./A-Za-z0-9:40}', '$2z$12${./A-Za-z0-9:53}'],
        },
        {
          rule: 'password-hash-yescrypt',
          about: 'Password hash of yescrypt or scrypt',
          pattern:
            /(?<![A-Za-z0-9$./])(?<secret>\$(?:g?y|7)\$[./A-Za-z0-9]{2,12}\$[./A-Za-z0-9]{0,86}\$[./A-Za-z0-9]{43})(?![A-Za-z0-9/])/,
          literals: ['$y$', '$gy$', '$7$'],
          minEntropy: 3,
          window: { before: 64, after: 160 },
          judge,
          sight: 80,
          examples: ['root:$y$j9T${./A-Za-z0-9:22}${./A-Za-z0-9:43}:19000:0:::'],
          lookalikes: ['$y$j9T${./A-Za-z0-9:22}${./A-Za-z0-9:20}'],
        },
      ],
    },
    framework: {
      label: 'of a framework',
      about: 'hashed password of a user of an application',
      detect: [
        {
          rule: 'password-hash-argon2',
          about: 'Password hash of Argon2',
          pattern:
            /(?<secret>\$argon2(?:id?|d)\$(?:v=\d{1,3}\$)?m=\d{1,10},t=\d{1,10},p=\d{1,5}\$[A-Za-z0-9+/._-]{8,90}\$[A-Za-z0-9+/._-]{16,130})/,
          literals: ['$argon2'],
          minEntropy: 3,
          window: { before: 64, after: 320 },
          judge,
          sight: 80,
          examples: ['"$argon2id$v=19$m=65536,t=3,p=4${A-Za-z0-9:22}${A-Za-z0-9:43}"'],
          lookalikes: ['$argon2id$v=19$m=65536,t=3,p=4$salt', 'argon2id with m=65536,t=3,p=4'],
        },
        {
          rule: 'password-hash-pbkdf2',
          about: 'Password hash of PBKDF2 or scrypt (Django, passlib, Werkzeug)',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:\$?pbkdf2[-_:]sha(?:1|256|512)(?:[$:]|\$\$)\d{1,9}\$[^\s$"'`]{4,64}\$[A-Za-z0-9+/.=]{27,128}|\$scrypt\$ln=\d{1,2},r=\d{1,3},p=\d{1,3}\$[A-Za-z0-9+/._-]{8,90}\$[A-Za-z0-9+/._=-]{27,130}|scrypt:\d{1,8}:\d{1,3}:\d{1,3}\$[A-Za-z0-9]{4,32}\$[0-9a-f]{64,128}))(?![A-Za-z0-9])/,
          literals: ['pbkdf2', '$scrypt$', 'scrypt:'],
          minEntropy: 3,
          window: { before: 64, after: 330 },
          judge,
          sight: 80,
          examples: [
            'pbkdf2_sha256$260000${A-Za-z0-9:12}${A-Za-z0-9+/:43}=',
            '"pbkdf2:sha256:150000${A-Za-z0-9:8}${0-9a-f:64}"',
            'scrypt:32768:8:1${A-Za-z0-9:16}${0-9a-f:128}',
          ],
          lookalikes: ['pbkdf2_sha256$260000$salt$short', 'pbkdf2_sha256(password, salt, 260000)'],
        },
        {
          rule: 'password-hash-phpass',
          about: 'Password hash of WordPress, phpBB or Drupal',
          pattern: /(?<![A-Za-z0-9./])(?<secret>\$(?:[PH]\$[./A-Za-z0-9]{31}|S\$[./A-Za-z0-9]{52}))(?![A-Za-z0-9./])/,
          literals: ['$p$', '$h$', '$s$'],
          minEntropy: 3.5,
          window: { before: 64, after: 64 },
          judge,
          sight: 80,
          examples: ["'$P$B{./A-Za-z0-9:30}'", "'$S$D{./A-Za-z0-9:51}'"],
          lookalikes: ['$P$B{./A-Za-z0-9:12}', '$S$D{./A-Za-z0-9:60}'],
        },
        {
          rule: 'password-hash-ldap',
          about: 'Password hash of a directory',
          pattern:
            /(?<secret>\{(?:SSHA|SSHA256|SSHA512|SMD5|SHA512|SHA)\}[A-Za-z0-9+/]{27,110}={0,2})(?![A-Za-z0-9+/=])/,
          literals: ['{ssha}', '{ssha256}', '{ssha512}', '{smd5}', '{sha512}', '{sha}'],
          minEntropy: 3.5,
          window: { before: 64, after: 140 },
          judge,
          sight: 80,
          examples: [
            'userPassword: {SSHA}{A-Za-z0-9+/:32}',
            'shop:{SSHA512}{A-Za-z0-9+/:96}',
            'shop:{SHA}{A-Za-z0-9+/:27}=',
          ],
          lookalikes: ['{SSHA}', '{SHA}{A-Za-z0-9+/:12}'],
        },
      ],
    },
    device: {
      label: 'of a device or a domain',
      about: 'hashed password of a network device or a domain account',
      detect: [
        {
          rule: 'password-hash-cisco',
          about: 'Password hash of Cisco, type 8 or 9',
          pattern: /(?<![A-Za-z0-9./])(?<secret>\$[89]\$[./A-Za-z0-9]{14}\$[./A-Za-z0-9]{43})(?![A-Za-z0-9./])/,
          literals: ['$8$', '$9$'],
          minEntropy: 3.5,
          window: { before: 64, after: 72 },
          judge,
          sight: 80,
          examples: ['enable secret 9 $9${./A-Za-z0-9:14}${./A-Za-z0-9:43}'],
          lookalikes: ['$9${./A-Za-z0-9:14}${./A-Za-z0-9:20}'],
        },
        {
          rule: 'password-hash-kerberos',
          about: 'Kerberos answer to guess at',
          pattern: /(?<secret>\$krb5(?:tgs|asrep|pa)\$\d{1,2}\$[^\s"'`]{60,4400})/,
          literals: ['$krb5tgs$', '$krb5asrep$', '$krb5pa$'],
          window: { before: 16, after: 4_500 },
          judge: judgeTicket,
          examples: ['$krb5tgs$23$*shop$SHOP.INTERNAL$http/web*${0-9a-f:32}${0-9a-f:400}'],
          lookalikes: ['$krb5tgs$23$*shop$SHOP.INTERNAL$http/web*$', '$krb5tgs$ is the name of a format'],
        },
        {
          rule: 'password-hash-windows',
          about: 'LM and NT hash of a Windows account',
          pattern: /[\w$]:\d{3,6}:(?<secret>[0-9a-fA-F]{32}:[0-9a-fA-F]{32}):::/,
          literals: [':::'],
          minEntropy: 2.8,
          window: { before: 160, after: 16 },
          judge: () => ({ keep: true, score: 0, reason: 'the NT hash works as a password does' }),
          examples: ['\nshop:1001:{0-9a-f:32}:{0-9a-f:32}:::'],
          lookalikes: ['shop:1001:{0-9a-f:30}:{0-9a-f:32}:::', '{0-9a-f:32}:{0-9a-f:32}'],
        },
      ],
    },
  },
})
