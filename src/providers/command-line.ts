/** Passwords in the arguments of programs, and in the files that such programs read: curl, netrc, pgpass, npmrc. */
import { looksRandom } from './key-form.ts'
import { defineProvider, type Judgement } from './provider.ts'

const NAME = /^[<{$%[(]|^(?:pass(?:w(?:or)?d)?|secret|token|pwd|your\w*|\*+|x+|user(?:name)?)$/i

function judge(secret: string): Judgement {
  if (NAME.test(secret)) return { keep: false, reason: 'a name stands where the password would' }
  return { keep: true, score: secret.length < 8 ? -25 : 0, reason: 'stands where this program takes a password' }
}

/** Template of base64 whose text can be read: each group of four becomes three printable characters. */
const READABLE = '{MNO:1}{TUVWX:1}{BFJNRVZdhlptx159:1}{A-Za-z0-9:1}'.repeat(6)

export default defineProvider({
  id: 'command-line',
  name: 'Command line',
  docs: 'https://everything.curl.dev/http/auth',
  keys: {
    password: {
      label: 'password',
      about: 'password that a program was given',
      detect: [
        {
          rule: 'curl-user',
          about: 'User and password for curl',
          pattern:
            /\bcurl\b(?:[^\r\n|;]|(?<=\\)\n){0,200}?\s(?:-u|--user|--proxy-user)[ =]{0,2}["']?(?<user>[^\s:"'$<{]{1,80})["']?:["']?(?<secret>[^\s"'`$<{][^\s"'`]{2,120})/,
          fallback: true,
          literals: ['curl'],
          window: { before: 8, after: 480 },
          judge,
          examples: [
            'curl -u shop:{A-Za-z0-9:20} https://shop.internal',
            "curl -X PUT --user 'shop:{a-f0-9:32}' https://a.b",
            "curl --user shop:'{A-Za-z0-9:16}' -iX PATCH https://a.b",
            'curl https://a.b/oauth2/token \\\n  --user shop:{A-Za-z0-9:16} --data grant_type=code',
          ],
          lookalikes: [
            'curl -u shop https://shop.internal',
            'curl https://shop.internal\nssh -u shop:{A-Za-z0-9:16}',
            'curl -u "$USER:$PASSWORD" https://a.b',
            'curl -u user:password https://a.b',
          ],
        },
        {
          rule: 'curl-key-as-user',
          about: 'Key that curl sends as the user, without a password',
          pattern: /\bcurl\b[^\r\n|;]{0,200}?\s(?:-u|--user)[ =]{0,2}["']?(?<secret>[A-Za-z0-9_.-]{20,200}):["'\s]/,
          fallback: true,
          literals: ['curl'],
          minEntropy: 3,
          window: { before: 8, after: 480 },
          judge: (secret) => {
            const isKey = /\d.*\d/.test(secret) && looksRandom(secret, 20)
            return { keep: isKey, score: -15, reason: isKey ? 'stands where curl takes a user' : 'a name' }
          },
          examples: ['curl -u {A-Za-z0-9:32}: https://api.acme.example', "curl --user 'key_{a-z0-9:28}:' https://a.b"],
          lookalikes: ['curl -u deploy-user-of-the-shop: https://a.b', 'curl -u {a-z0-9:12}: https://a.b'],
        },
        {
          rule: 'powershell-secure-string',
          about: 'Password that PowerShell makes a secure string of',
          pattern:
            /ConvertTo-SecureString\s{1,4}(?:(?:-AsPlainText|-Force|-String)\s{1,4}){0,3}["'](?<secret>[^"'$\r\n]{3,120})["']/i,
          fallback: true,
          literals: ['convertto-securestring'],
          window: { before: 8, after: 200 },
          judge,
          examples: [
            'ConvertTo-SecureString "{A-Za-z0-9:16}" -AsPlainText -Force',
            "convertto-securestring -asplaintext -force '{A-Za-z0-9:20}'",
          ],
          lookalikes: ['ConvertTo-SecureString $password -AsPlainText -Force', 'ConvertTo-SecureString "$(Get-It)"'],
        },
        {
          rule: 'netrc-password',
          about: 'Password in a .netrc file',
          pattern:
            /\bmachine\s{1,4}[\w.-]{1,120}\s{1,8}login\s{1,4}\S{1,120}\s{1,8}password\s{1,4}(?<secret>[^\s$<{]\S{2,200})/,
          fallback: true,
          literals: ['machine'],
          window: { before: 8, after: 620 },
          judge,
          examples: ['machine git.shop.internal login deploy password {A-Za-z0-9:24}'],
          lookalikes: ['machine git.shop.internal login deploy', 'machine a login b password <token>'],
        },
        {
          rule: 'npmrc-auth',
          about: 'Password of a package registry in .npmrc',
          pattern: /:_(?:password|auth)\s?=\s?"?(?<secret>[A-Za-z0-9+/=_-]{8,400})"?/,
          fallback: true,
          literals: [':_password', ':_auth'],
          window: { before: 8, after: 420 },
          judge,
          examples: ['//npm.shop.internal/:_password={A-Za-z0-9:24}', '//npm.shop.internal/:_auth="{A-Za-z0-9:32}"'],
          lookalikes: ['//npm.shop.internal/:_authToken=${NPM_TOKEN}', '//npm.shop.internal/:_password=${PASSWORD}'],
        },
        {
          rule: 'docker-config-auth',
          about: 'Registry login in a Docker configuration',
          pattern:
            /"auths?"\s?:\s?(?:\{[^{}]{0,200}\{\s{0,200})?(?:"auth"\s?:\s?)?"(?<secret>[A-Za-z0-9+/]{12,600}={0,2})"/,
          fallback: true,
          literals: ['"auth'],
          window: { before: 8, after: 1_100 },
          judge: (secret) => {
            try {
              return /^[\x21-\x7e]+:[\x21-\x7e]{3,}$/.test(atob(secret))
                ? { keep: true, score: 10, reason: 'holds a user and a password' }
                : { keep: false, reason: 'holds no user and password' }
            } catch {
              return { keep: false, reason: 'not base64' }
            }
          },
          // shop-deploy:…
          examples: [`{"auths":{"docker.shop.internal":{"auth":"c2hvcC1kZXBsb3k6${READABLE}"}}}`],
          lookalikes: ['"auth": "{a-z:24}"', '{"auths":{}}'],
        },
      ],
    },
  },
})
