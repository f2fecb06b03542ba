/** Short questions to issuers and OpenID providers, through the guarded way out. */
import type { FetchJson } from '../access/issuer-keys.ts'
import type { OidcDeps } from '../access/oidc.ts'
import type { ProviderContext } from '../providers/provider.ts'

type Http = ProviderContext['http']

const MAX_BYTES = 512 * 1024

async function parsed(response: Response): Promise<unknown> {
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  const text = await response.text()
  if (text.length > MAX_BYTES) throw new Error('answered too much')
  return JSON.parse(text) as unknown
}

export function fetchJsonBy(http: Http): FetchJson {
  return async (url) => parsed(await http(url, { headers: { accept: 'application/json' } }))
}

export function postFormBy(http: Http): OidcDeps['postForm'] {
  return async (url, form, basic) => {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    }
    if (basic) headers['authorization'] = `Basic ${Buffer.from(basic.reveal()).toString('base64')}`
    return parsed(await http(url, { method: 'POST', headers, body: new URLSearchParams(form).toString() }))
  }
}
