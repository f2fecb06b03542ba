/**
 * AWS Signature Version 4, verified against the request as it came in: its own list of signed headers, `host` with
 * its port, and the hash of the very bytes of its body. Presigned queries, chunked and unsigned payloads are
 * refused: nothing that is read may stand outside of the signature.
 * Unknown access keys cost the same work as known ones.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { AwsError } from './aws-error.ts'

export interface SignedRequest {
  readonly method: string
  /** Path and query as sent. */
  readonly url: string
  /** Names and values in turns, as node:http gives them: a header that was sent twice stands there twice. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

export interface Credential {
  readonly accessKeyId: string
  readonly date: string
  readonly region: string
  readonly service: string
}

/** What may be asked of the owner of an access key: its signing key for a day, region and service. */
export interface Signer {
  signingKey(credential: Credential): Buffer
  /** False when this session token does not belong to the key; undefined is "none was sent". */
  acceptsSessionToken(token: string | undefined): boolean
}

const ALGORITHM = 'AWS4-HMAC-SHA256'
const MAX_SKEW_MS = 5 * 60_000
const CREDENTIAL = /^([A-Za-z0-9_-]{16,128})\/(\d{8})\/([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})\/aws4_request$/
/** A second one of these could say something else than the one that was signed. */
const ONCE = new Set([
  'authorization',
  'content-length',
  'content-type',
  'host',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
])

const incomplete = (message: string): AwsError => new AwsError('IncompleteSignatureException', message)

const mismatch = (): AwsError =>
  new AwsError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )

export const unknownKey = (): AwsError =>
  new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.')

/**
 * Returns whose request this is; the caller looks the key up. `findSigner` must do the same work for an unknown key
 * (a dummy signer with `isKnown` false).
 */
export function verifySignature<S extends Signer & { readonly isKnown: boolean }>(
  request: SignedRequest,
  now: Date,
  findSigner: (accessKeyId: string) => S,
): { readonly credential: Credential; readonly signer: S } {
  const query = request.url.indexOf('?')
  if (query >= 0 && query < request.url.length - 1) throw refuseQuery(request.url)
  const headers = collectHeaders(request.rawHeaders)
  const { credential, signedHeaders, signature } = parseAuthorization(headers.get('authorization'))
  const date = headers.get('x-amz-date') ?? ''
  checkDate(date, credential, now)
  checkSignedHeaders(headers, signedHeaders)
  const payloadHash = hash('sha256', request.body)
  checkPayload(headers.get('x-amz-content-sha256'), payloadHash)
  const path = query < 0 ? request.url : request.url.slice(0, query)
  const lines = signedHeaders.map((name) => `${name}:${headers.get(name) ?? ''}\n`).join('')
  const canonical = `${request.method}\n${path}\n\n${lines}\n${signedHeaders.join(';')}\n${payloadHash}`
  const { date: day, region, service } = credential
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = `${ALGORITHM}\n${date}\n${scope}\n${hash('sha256', canonical)}`
  const signer = findSigner(credential.accessKeyId)
  const expected = createHmac('sha256', signer.signingKey(credential)).update(toSign).digest()
  const isRight = timingSafeEqual(expected, Buffer.from(signature, 'hex'))
  if (!signer.isKnown) throw unknownKey()
  if (!isRight) throw mismatch()
  if (!signer.acceptsSessionToken(headers.get('x-amz-security-token'))) throw unknownKey()
  return { credential, signer }
}

function refuseQuery(url: string): AwsError {
  return /[?&]X-Amz-(?:Signature|Algorithm)=/i.test(url)
    ? incomplete('Presigned requests are not accepted here. Sign the request in its Authorization header.')
    : incomplete('A query string is not accepted here.')
}

/** Lower-case names; values trimmed, inner runs of spaces become one, repeated headers are joined in their order. */
function collectHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>()
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] as string).toLowerCase()
    const sent = (raw[i + 1] as string).trim()
    const value = sent.includes('  ') ? sent.replaceAll(/ +/g, ' ') : sent
    const before = headers.get(name)
    if (before !== undefined && ONCE.has(name)) throw incomplete(`The header ${name} must not be sent twice.`)
    headers.set(name, before === undefined ? value : `${before},${value}`)
  }
  return headers
}

function parseAuthorization(header: string | undefined): {
  credential: Credential
  signedHeaders: readonly string[]
  signature: string
} {
  if (!header) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  if (!header.startsWith(`${ALGORITHM} `)) {
    throw incomplete(`Unsupported algorithm. Sign with ${ALGORITHM}.`)
  }
  const parts = new Map<string, string>()
  for (const part of header.slice(ALGORITHM.length + 1).split(',')) {
    const [name = '', value = ''] = splitOnce(part.trim(), '=')
    if (parts.has(name)) throw incomplete(`Authorization header names '${name.slice(0, 40)}' twice.`)
    parts.set(name, value)
  }
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) {
    if (!parts.get(name)) throw incomplete(`Authorization header requires '${name}' parameter.`)
  }
  const found = CREDENTIAL.exec(parts.get('Credential') as string)
  if (!found) throw incomplete("Credential must be of the form 'KEY/DATE/REGION/SERVICE/aws4_request'.")
  const [, accessKeyId, date, region, service] = found as unknown as [string, string, string, string, string]
  const signature = parts.get('Signature') as string
  if (!/^[0-9a-f]{64}$/.test(signature)) throw mismatch()
  return {
    credential: { accessKeyId, date, region, service },
    signedHeaders: (parts.get('SignedHeaders') as string).split(';'),
    signature,
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** Every header that means something here must be signed, in order, and be there. */
function checkSignedHeaders(headers: ReadonlyMap<string, string>, signed: readonly string[]): void {
  for (const [i, name] of signed.entries()) {
    if (!headers.has(name) && name !== 'content-length') throw mismatch()
    if (i > 0 && name <= (signed[i - 1] as string)) throw mismatch()
  }
  for (const name of headers.keys()) {
    if ((name === 'host' || name.startsWith('x-amz-')) && !signed.includes(name))
      throw incomplete(`'${name.slice(0, 60)}' must be a 'SignedHeader' in the AWS Authorization.`)
  }
  if (!signed.includes('host')) throw incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.")
}

function checkDate(text: string, credential: Credential, now: Date): void {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!found) {
    throw incomplete("Authorization header requires existence of an 'X-Amz-Date' header of the form YYYYMMDDTHHMMSSZ.")
  }
  const [, y, mo, d, h, mi, s] = found.map(Number) as [number, number, number, number, number, number, number]
  const at = Date.UTC(y, mo - 1, d, h, mi, s)
  if (formatDate(new Date(at)) !== text) throw incomplete(`Date '${text}' is no date.`)
  if (credential.date !== text.slice(0, 8)) {
    throw new AwsError(
      'InvalidSignatureException',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${credential.date}' != '${text.slice(0, 8)}', from '${text}'.`,
    )
  }
  const skew = at - now.getTime()
  const nowText = formatDate(now)
  const limit = (sign: number): string => formatDate(new Date(now.getTime() + sign * MAX_SKEW_MS))
  if (skew < -MAX_SKEW_MS) {
    throw new AwsError(
      'InvalidSignatureException',
      `Signature expired: ${text} is now earlier than ${limit(-1)} (${nowText} - 5 min.)`,
    )
  }
  if (skew > MAX_SKEW_MS) {
    throw new AwsError(
      'InvalidSignatureException',
      `Signature not yet current: ${text} is still later than ${limit(1)} (${nowText} + 5 min.)`,
    )
  }
}

const formatDate = (date: Date): string => `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

function checkPayload(declared: string | undefined, actual: string): void {
  if (declared === undefined || declared === actual) return
  if (/^(?:UNSIGNED-PAYLOAD|STREAMING-)/.test(declared)) {
    throw incomplete(`The payload '${declared.slice(0, 60)}' is not accepted here: the body must be signed.`)
  }
  throw new AwsError(
    'InvalidSignatureException',
    'The provided x-amz-content-sha256 header does not match what was computed.',
  )
}
