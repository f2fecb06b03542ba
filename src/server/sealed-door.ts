/**
 * What listens while the root key is under a lock of shares: it takes shares until enough of them open it, and says
 * that it is sealed to everybody else. It holds shares in memory only, and needs no token: a share is the proof, and
 * one that is wrong neither counts nor pushes out those that are right.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isRekeyError } from '../base/errors.ts'
import { lockOfShares, parseShare, type LockedKey, type RootKeyLock } from '../secrets/root-key-lock.ts'

export interface SealedDoorOptions {
  readonly host: string
  readonly port: number
  /** Told where it listens. */
  readonly onSealed: (url: string, locked: LockedKey) => void
  readonly signal?: AbortSignal | undefined
}

const MAX_BODY_BYTES = 4_096
/** Of more than the threshold, the newest are kept: strangers can hand in words that only look like shares. */
const MAX_KEPT = 8

/** Resolves with the lock when enough shares were handed in, and has stopped listening then. Rejects when aborted. */
export function waitForShares(text: string, locked: LockedKey, options: SealedDoorOptions): Promise<RootKeyLock> {
  const { threshold = 0, shares = 0 } = locked
  const kept = new Map<string, string>()
  return new Promise((resolve, reject) => {
    const status = (): object => ({ sealed: true, shares, threshold, given: kept.size })
    const server = createServer((request, response) => {
      void answer(request).then(
        ([code, body]) => send(response, code, body),
        () => send(response, 400, { error: { code: 'REQUEST_INVALID', message: 'this cannot be read', hint: '' } }),
      )
    })
    const end = (act: () => void): void => {
      server.close(act)
      server.closeAllConnections()
    }
    async function answer(request: IncomingMessage): Promise<[number, object]> {
      const path = request.url?.split('?')[0]
      if (request.method === 'GET' && path === '/v1/sys/seal-status')
        return [200, { type: 'shamir', initialized: true, sealed: true, t: threshold, n: shares, progress: kept.size }]
      if (path === '/v1/sys/health') return [503, { initialized: true, sealed: true, standby: true }]
      if (request.method !== 'POST' || path !== '/api/unseal') return [503, sealedError(status())]
      const { share } = JSON.parse(await readBody(request)) as { share?: unknown }
      return take(String(share))
    }
    async function take(share: string): Promise<[number, object]> {
      try {
        parseShare(share)
      } catch (error) {
        if (!isRekeyError(error)) throw error
        const { code, message, hint, status: answered } = error
        return [answered, { error: { code, message, hint } }]
      }
      kept.set(share.trim(), share)
      const lock = await tryAll(text, [...kept.values()], threshold)
      if (lock) {
        // The answer first: it would be cut off with the rest.
        setImmediate(() => end(() => resolve(lock)))
        return [200, { sealed: false, shares, threshold, given: threshold }]
      }
      if (kept.size > Math.max(MAX_KEPT, threshold)) kept.delete(kept.keys().next().value as string)
      return [200, status()]
    }
    server.on('error', reject)
    options.signal?.addEventListener('abort', () => end(() => reject(new Error('stopped while sealed'))), {
      once: true,
    })
    server.listen(options.port, options.host, () => {
      const { port } = server.address() as { port: number }
      options.onSealed(`http://${options.host}:${port}`, locked)
    })
  })
}

/** Any `threshold` of them that belong together. */
async function tryAll(text: string, shares: readonly string[], threshold: number): Promise<RootKeyLock | undefined> {
  for (const some of choose(shares, threshold)) {
    try {
      return await lockOfShares(text, some)
    } catch (error) {
      if (!isRekeyError(error, 'ROOT_KEY_LOCKED')) throw error
    }
  }
  return undefined
}

function* choose(from: readonly string[], count: number): Generator<string[]> {
  if (count === 0) return yield []
  for (const [i, one] of from.entries()) {
    for (const rest of choose(from.slice(i + 1), count - 1)) yield [one, ...rest]
  }
}

function sealedError(status: object): object {
  const hint = 'Hand in shares of the root key with: rekey unseal'
  return { error: { code: 'SEALED', message: 'this server is sealed', hint }, ...status }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) {
    text += String(part)
    if (text.length > MAX_BODY_BYTES) throw new Error('too large')
  }
  return text
}

function send(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' })
  response.end(JSON.stringify(body))
}
