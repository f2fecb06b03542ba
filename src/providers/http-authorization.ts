/** What authorises an HTTP request: Basic, Bearer and NTLM, in headers, code and command lines. */
import { defineProvider, type Judgement } from './provider.ts'

function judgeBasic(secret: string): Judgement {
  let text: string
  try {
    text = atob(secret)
  } catch {
    return { keep: false, reason: 'not base64' }
  }
  const colon = text.indexOf(':')
  if (colon < 0 || !/^[\x20-\x7e\xa0-\xff]+$/.test(text)) return { keep: false, reason: 'holds no user and password' }
  if (/^(?:user(?:name)?|Aladdin|foo|test):(?:pass(?:w(?:or)?d)?|open ?sesame|bar|test)$/i.test(text)) {
    return { keep: false, reason: 'the words of documentation' }
  }
  const password = text.slice(colon + 1)
  if (/^(?:[a-z]{1,8}|[*.x]+)$/i.test(password) || password.length < 3)
    return { keep: true, score: -30, reason: 'the password is empty or a short word' }
  return { keep: true, score: -5, reason: 'holds a user and a password' }
}

function judgeBearer(secret: string): Judgement {
  const letters = secret.replaceAll(/[^A-Za-z]/g, '')
  if (!/\d/.test(secret) && !(/[a-z]/.test(letters) && /[A-Z].*[A-Z].*[A-Z]/.test(letters) && secret.length >= 24)) {
    return { keep: false, reason: 'made of letters only, as names are' }
  }
  if (secret.length < 16 && !(/\d.*\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret))) {
    return { keep: false, reason: 'too short for a token without digits and letters of both cases' }
  }
  if (/^(?:your|my|the|access|api|auth|id|jwt|some|test|valid|invalid|token|mock|fake|dummy)[-_A-Z]/i.test(secret)) {
    return { keep: false, reason: 'a name for a token' }
  }
  return { keep: true, score: secret.length >= 32 ? -15 : -35, reason: 'stands behind "Bearer"' }
}

/** Template of base64 whose text can be read: each group of four becomes three printable characters. */
const READABLE = '{MNO:1}{TUVWX:1}{BFJNRVZdhlptx159:1}{A-Za-z0-9:1}'.repeat(6)

export default defineProvider({
  id: 'http-authorization',
  name: 'HTTP authorization',
  docs: 'https://www.rfc-editor.org/rfc/rfc9110#section-11',
  keys: {
    basic: {
      label: 'Basic credentials',
      about: 'user and password of an HTTP service',
      detect: [
        {
          rule: 'http-basic',
          about: 'User and password for HTTP Basic',
          pattern: /(?<![A-Za-z])basic[ \t]{1,4}(?<secret>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=${])/i,
          fallback: true,
          literals: ['basic'],
          window: { before: 8, after: 420 },
          judge: judgeBasic,
          // shop-deploy:…
          examples: [
            `Authorization: Basic c2hvcC1kZXBsb3k6${READABLE}`,
            `"value": "Basic c2hvcC1kZXBsb3k6${READABLE}"`,
          ],
          lookalikes: [
            'Authorization: Basic {A-Z:24}',
            'the basic authentication of a server',
            'Basic dXNlcjpwYXNzd29yZA==',
          ],
        },
      ],
    },
    bearer: {
      label: 'Bearer token',
      about: 'token of an HTTP service',
      detect: [
        {
          rule: 'http-bearer',
          about: 'Bearer token',
          pattern:
            /(?<![A-Za-z])bearer(?:[ \t]{1,4}|%20|\+)(?<secret>[A-Za-z0-9_~+/.-]{12,2000}={0,2})(?![A-Za-z0-9_~+/.=${-])/i,
          fallback: true,
          literals: ['bearer'],
          minEntropy: 3.2,
          window: { before: 8, after: 2_040 },
          judge: judgeBearer,
          examples: ['Authorization: Bearer {A-Za-z0-9:40}', "-H 'authorization: bearer {a-f0-9:32}'"],
          lookalikes: [
            'Bearer authentication_is_required',
            'Bearer ${ACCESS_TOKEN}',
            'Bearer your-access-token-goes-here-2',
          ],
        },
      ],
    },
    ntlm: {
      label: 'NTLM answer',
      about: 'answer of a Windows login, which gives its password away to those who try',
      detect: [
        {
          rule: 'http-ntlm',
          about: 'NTLM answer',
          // "NTLMSSP\0" and message type 3, in base64.
          pattern: /(?<secret>TlRMTVNTUAAD[A-Za-z0-9+/]{40,2000}={0,2})/,
          fallback: true,
          literals: ['tlrmtvntuaad'],
          window: { before: 8, after: 2_040 },
          examples: ['Authorization: NTLM TlRMTVNTUAAD{A-Za-z0-9+/:200}'],
          lookalikes: ['TlRMTVNTUAAB{A-Za-z0-9+/:200}', 'TlRMTVNTUAAD{A-Za-z0-9+/:20}'],
        },
      ],
    },
  },
})
