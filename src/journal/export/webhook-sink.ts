/**
 * The journal to an address of the operator's: a signed POST of some entries, tried again until it is answered with
 * 2xx. The receiver knows an entry that comes again by its number, and a forged one by the signature.
 */
import type { Sensitive } from '../../base/sensitive.ts'
import { hmacSha256 } from '../../base/signing.ts'
import { sinkError, type Sink } from './sink.ts'

const TIMEOUT_MS = 10_000

/** Throws SINK_INVALID. */
export function openWebhookSink(address: string, key: Sensitive): Sink {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw sinkError('SINK_INVALID', 'the address of the webhook is no http(s) address without a password')
  return {
    name: 'webhook',
    async send(entries) {
      const body = JSON.stringify({ entries })
      const signedAt = entries.at(-1)?.at.toISOString() ?? ''
      const signature = hmacSha256(key.reveal(), `${signedAt}.${body}`).toString('hex')
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'rekey',
        'x-rekey-last-at': signedAt,
        'x-rekey-signature-256': `sha256=${signature}`,
      }
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal }).catch(
        (cause: unknown) => {
          throw sinkError('SINK_FAILED', `the webhook at ${url.host} does not answer`, { cause })
        },
      )
      await answer.body?.cancel()
      if (!answer.ok) throw sinkError('SINK_FAILED', `the webhook at ${url.host} answered ${answer.status}`)
    },
    close: async () => {},
  }
}
