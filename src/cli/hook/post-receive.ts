/** `rekey hook post-receive`: tells the server what was pushed, signed as GitHub signs, until it is heard. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { sleep } from '../../base/clock.ts'
import { describeError } from '../../base/errors.ts'
import { webhookSignature } from '../../base/signing.ts'
import type { Invocation, Io } from '../command.ts'
import { hookError } from './hook-error.ts'

const TRY_FOR_MS = 30_000
const FIRST_WAIT_MS = 200

export async function runPostReceive({ flags }: Pick<Invocation, 'flags'>, io: Io): Promise<number> {
  const { url, 'secret-file': secretFile } = flags as Record<string, string | undefined>
  if (!url || !secretFile) throw hookError('HOOK_USAGE', 'say whom to tell: --url URL --secret-file FILE')
  const secret = (await readFile(resolve(io.cwd, secretFile), 'utf8').catch(unreadable)).trim()
  for (const line of (await text(io.stdin)).split('\n').filter(Boolean)) {
    const [before, after, ref] = line.split(' ')
    const push = { ref, before, after, pusher: { name: io.env['USER'] ?? 'unknown' } }
    await deliver(url, secret, JSON.stringify(push), io.signal)
  }
  return 0
}

function unreadable({ code, path }: NodeJS.ErrnoException): never {
  throw hookError('HOOK_SECRET_UNREADABLE', `${path} cannot be read (${code})`)
}

/** The same push twice is one push for the server, so trying again is safe. */
async function deliver(url: string, secret: string, body: string, signal: AbortSignal): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    'x-hub-signature-256': webhookSignature(secret, body),
    'x-github-event': 'push',
  }
  let problem = ''
  const startedAt = performance.now()
  for (let waitMs = FIRST_WAIT_MS; performance.now() - startedAt < TRY_FOR_MS && !signal.aborted; waitMs *= 2) {
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) })
      if (answer.ok) return
      problem = `the server answered ${answer.status}`
      if (answer.status < 500) break
    } catch (error) {
      problem = describeError(error)
    }
    await sleep(Math.min(waitMs, 5_000), signal)
  }
  throw hookError('HOOK_NOT_HEARD', `Rekey did not hear of this push: ${problem}`)
}
