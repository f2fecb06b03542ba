/** AWS Signature Version 4: the key of a day, a region and a service, and the headers that sign one request with it. */
import { createHmac, hash } from 'node:crypto'

export interface AwsScope {
  /** `20261127`. */
  readonly date: string
  readonly region: string
  readonly service: string
}

/** The key that signs for one day, region and service. */
export function deriveSigningKey(secret: string, { date, region, service }: AwsScope): Buffer {
  let key: Buffer = Buffer.from(`AWS4${secret}`)
  for (const part of [date, region, service, 'aws4_request']) key = createHmac('sha256', key).update(part).digest()
  return key
}

export interface AwsRequest {
  readonly method: string
  readonly url: URL
  readonly contentType: string
  /** Of the services that speak JSON: the action. */
  readonly target?: string
  readonly body: string
}

export interface AwsKey {
  readonly id: string
  readonly secret: string
  /** Of a temporary key. */
  readonly session?: string | undefined
}

/** The headers of a signed request without a query. Only the signature leaves: the secret does not. */
export function signAwsRequest(
  request: AwsRequest,
  key: AwsKey,
  scope: { readonly region: string; readonly service: string },
  now: Date,
): Record<string, string> {
  const at = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const date = at.slice(0, 8)
  const headers: Readonly<Record<string, string>> = {
    'content-type': request.contentType,
    host: request.url.host,
    'x-amz-date': at,
    ...(key.session === undefined ? {} : { 'x-amz-security-token': key.session }),
    ...(request.target === undefined ? {} : { 'x-amz-target': request.target }),
  }
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const canonical = [request.method, request.url.pathname, '', lines.join(''), names, hash('sha256', request.body)]
  const within = `${date}/${scope.region}/${scope.service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', at, within, hash('sha256', canonical.join('\n'))].join('\n')
  const signature = createHmac('sha256', deriveSigningKey(key.secret, { date, ...scope }))
    .update(toSign)
    .digest('hex')
  const { host: _host, ...sent } = headers
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.id}/${within}, SignedHeaders=${names}, Signature=${signature}`,
  }
}
