/**
 * Keeps the embedded database over a PANIC. PostgreSQL panics when it cannot write its log, as on a full disk, and
 * counts on being started again; in our process the next statement would block for ever. So an instance that
 * panicked is never asked again: its connection breaks, as it would with a server, and the next connection opens the
 * folder anew, which recovers everything that was committed.
 */
import type { PGlite } from '@electric-sql/pglite'

/** What a connection of the pool speaks to. */
export type Wire = Pick<PGlite, 'execProtocolStream' | 'waitReady'>

export interface EmbeddedDatabase {
  connect(): Wire
  close(): Promise<void>
}

/** An attempt that fails may leave the memory of its instance behind: the next one waits twice as long. */
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 120_000

/** Opens at once, and throws what `open` throws. `mayReopen` throws when another attempt would be of no use. */
export async function keepOpen(open: () => Promise<PGlite>, mayReopen: () => Promise<void>): Promise<EmbeddedDatabase> {
  let current: PGlite | undefined = await open()
  let failure: { readonly error: unknown; readonly at: number; readonly waitMs: number } | undefined

  async function reopen(): Promise<PGlite> {
    if (failure && performance.now() - failure.at < failure.waitMs) throw failure.error
    await mayReopen()
    try {
      const opened = await open()
      failure = undefined
      return opened
    } catch (error) {
      const waitMs = Math.min(failure ? failure.waitMs * 2 : FIRST_WAIT_MS, LONGEST_WAIT_MS)
      failure = { error, at: performance.now(), waitMs }
      throw error
    }
  }

  return {
    connect() {
      let own: PGlite | undefined
      let isBroken = false
      return {
        waitReady: Promise.resolve(),
        async execProtocolStream(message, options) {
          // The driver sends the rest of a statement after its first part has failed: nobody answers any more.
          if (isBroken) return []
          try {
            own ??= current ??= await reopen()
            const answers = await own.execProtocolStream(message, options)
            const panic = answers.find(isPanic)
            if (!panic) return answers
            throw panic as unknown as Error
          } catch (error) {
            // Errors of statements are answers. Whatever is thrown has left the instance in an unknown state.
            isBroken = true
            if (current === own) current = undefined
            throw error
          }
        },
      }
    },
    async close() {
      await current?.close()
    },
  }
}

function isPanic(answer: object): boolean {
  const { severity } = answer as { severity?: string }
  return severity === 'PANIC' || severity === 'FATAL'
}
