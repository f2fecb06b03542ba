/**
 * Fetches the public keys of an issuer. The address comes from a setting, so it is guarded: the name is resolved
 * once and the connection goes to that very address; private, loopback and link-local ones are refused unless the
 * mount was told that its issuer is inside; no redirect is followed, and little is read.
 */
import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { bad } from './fault.ts'

const MAX_BYTES = 256 * 1024
const TIMEOUT_MS = 5_000

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['2002::', 16],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Also IPv4 inside IPv6, however it is written. */
export function isInside(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return true
  return inside.check(address, version === 6 ? 'ipv6' : 'ipv4') || /^::ffff:/i.test(address)
}

export interface FetchRules {
  readonly caPem: string
  /** The issuer may be on a private network, and without TLS. */
  readonly mayBeInside: boolean
}

/** Throws 400 with a reason that says nothing about what is inside. */
export async function fetchJson(text: string, rules: FetchRules): Promise<unknown> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url?.protocol === 'http:' && rules.mayBeInside
  if (!url || (url.protocol !== 'https:' && !isPlain) || url.username || url.password)
    throw bad('the address of the issuer must be an https URL')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true }).catch(() => [])
  const [target] = found
  if (!target) throw bad('the issuer cannot be found')
  if (!rules.mayBeInside && found.some(({ address }) => isInside(address)))
    throw bad('the address of the issuer is not a public one')
  const body = await read(url, target, rules.caPem)
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw bad('the issuer did not answer with JSON')
  }
}

function read(url: URL, target: { address: string; family: number }, caPem: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(bad('the keys of the issuer could not be read'))
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // What was checked is what is connected to.
      lookup: (_name, options, callback) =>
        options.all
          ? (callback as unknown as (error: null, all: object[]) => void)(null, [target])
          : (callback as (error: null, address: string, family: number) => void)(null, target.address, target.family),
      headers: { accept: 'application/json' },
      ...(caPem && { ca: caPem }),
    })
    request.on('error', fail)
    request.on('response', (response) => {
      if (response.statusCode !== 200) {
        response.destroy()
        return fail()
      }
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MAX_BYTES) {
          response.destroy()
          fail()
        } else chunks.push(chunk)
      })
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      response.on('error', fail)
    })
    request.end()
  })
}
