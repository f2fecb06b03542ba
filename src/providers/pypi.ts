/** PyPI: upload tokens. The fixed beginning is the encoded name of the index, so it cannot be anything else. */
import { decodeBase64 } from '../base/private-key-der.ts'
import { defineProvider, type Judgement } from './provider.ts'

const SIGNATURE = 6
/** After the location come the identifier and the restrictions, each with its length; sections end with a zero. */
const SIGNATURE_BYTES = 32

/** Reads the second version of a macaroon: `2`, then fields of type, length and bytes, a signature last. */
function isWholeMacaroon(bytes: Uint8Array): boolean {
  if (bytes[0] !== 2) return false
  for (let at = 1; at < bytes.length;) {
    const type = bytes[at++] as number
    if (type === 0) continue
    let length = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 14) return false
      length |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    at += length
    if (type === SIGNATURE) return length === SIGNATURE_BYTES && at === bytes.length
  }
  return false
}

function judgeMacaroon(token: string): Judgement {
  const body = token.slice('pypi-'.length).replaceAll('-', '+').replaceAll('_', '/')
  return isWholeMacaroon(decodeBase64(body))
    ? { keep: true, score: 20, reason: 'its parts and its signature can be read' }
    : { keep: true, score: -30, reason: 'its parts cannot be read to the end: cut or made up' }
}

export default defineProvider({
  id: 'pypi',
  name: 'PyPI',
  docs: 'https://packaging.python.org/en/latest/specifications/pypirc/#using-a-pypi-token',
  keys: {
    'api-token': {
      label: 'upload token',
      about: 'upload token of the index or of its test instance',
      detect: [
        {
          rule: 'pypi-api-token',
          about: 'PyPI upload token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZ)[A-Za-z0-9_-]{50,1000})(?![A-Za-z0-9_-])/,
          literals: ['pypi-agei', 'pypi-agen'],
          minEntropy: 3.5,
          window: { before: 8, after: 1_100 },
          judge: judgeMacaroon,
          examples: [
            'password = pypi-AgEIcHlwaS5vcmc{A-Za-z0-9_-:120}',
            'TWINE_PASSWORD=pypi-AgENdGVzdC5weXBpLm9yZ{A-Za-z0-9:120}',
          ],
          lookalikes: ['pypi-{A-Za-z0-9:140}', 'pypi-AgEIcHlwaS5vcmc{A-Za-z0-9:20}'],
        },
      ],
    },
  },
})
