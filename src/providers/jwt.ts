/** JSON Web Tokens: three parts in base64url, of which the first two are JSON. Whoever issued them. */
import { readBase64Json } from '../base/base64-json.ts'
import { defineProvider, type Judgement } from './provider.ts'

/** `{"alg":` and `{"typ":`. */
const BEGINS_AS_HEADER = /^eyJ(?:hbGciOi|0eXAiOi)/

function judge(token: string): Judgement {
  const [head = '', body = ''] = token.split('.')
  const header = readBase64Json(head)
  if (header === undefined && BEGINS_AS_HEADER.test(head))
    return { keep: true, score: -40, reason: 'begins as the header of a token, which cannot be read: made up' }
  if (header === undefined || typeof header['alg'] !== 'string')
    return { keep: false, reason: 'its header is none of a token' }
  if (header['alg'].toLowerCase() === 'none') return { keep: true, score: -40, reason: 'it is not signed' }
  // Encrypted ones (five parts) have no readable claims.
  const claims = readBase64Json(body)
  if (claims === undefined && !body.startsWith('ey') && token.split('.').length === 3)
    return { keep: true, score: -40, reason: 'has the header of a token, and claims that cannot be read' }
  if (claims === undefined) return { keep: true, score: -10, reason: 'has the header of a token' }
  if (claims['name'] === 'John Doe' || claims['sub'] === '1234567890') {
    return { keep: true, score: -40, reason: 'the sample that documentation uses' }
  }
  return { keep: true, score: 5, reason: 'header and claims can be read' }
}

export default defineProvider({
  id: 'jwt',
  name: 'JSON Web Token',
  docs: 'https://www.rfc-editor.org/rfc/rfc7519',
  keys: {
    token: {
      label: 'signed token',
      about: 'signed token; right until it expires or its signing key changes',
      detect: [
        {
          rule: 'jwt',
          about: 'JSON Web Token',
          pattern:
            /(?<![A-Za-z0-9_-])(?<secret>ey[JAI][A-Za-z0-9_-]{14,1000}\.(?:[A-Za-z0-9_-]{16,700}\.[A-Za-z0-9_-]{8,64}\.[A-Za-z0-9_-]{16,1400}\.[A-Za-z0-9_-]{8,64}|[A-Za-z0-9_-]{12,2000}\.[A-Za-z0-9_-]{16,1400}))(?![A-Za-z0-9_-])/,
          fallback: true,
          literals: ['eyj', 'eya', 'eyi'],
          minEntropy: 3.5,
          window: { before: 8, after: 4_520 },
          judge,
          // {"alg":"HS256"} and {"alg":"RS256","typ":"JWT"}, both with {"sub":"…
          examples: [
            'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ{A-Za-z0-9:24}.{A-Za-z0-9_-:43}',
            'Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ{A-Za-z0-9:60}.{A-Za-z0-9_-:342}',
          ],
          lookalikes: [
            'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ{A-Za-z0-9:24}',
            'eyJ{a-z:24}.eyJ{a-z:24}.{A-Za-z0-9_-:43}',
            'eyJ{a-z:24}.{A-Za-z0-9:60}.{A-Za-z0-9_-:43}',
            'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ{A-Za-z0-9:24}.short',
          ],
        },
      ],
    },
  },
})
