/**
 * The second half of letting a token in: may it be used from here, is it idle, has it uses left? What is noted
 * is written at most once a minute, so that reading a secret does not cost a write of the token.
 */
import { isIP } from 'node:net'
import { sql } from 'kysely'
import { isInRanges } from '../base/ip-ranges.ts'
import type { Db } from '../db/connect.ts'
import { accessError } from './access-error.ts'
import type { TokenFacts } from './identities.ts'

const NOTE_EVERY_MS = 60_000
const MAX_NOTED = 10_000
/** What is known of a token may come from memory, and be older than what was noted here. */
const notedAt = new Map<string, number>()

/** Answers why not, or undefined. Uses up one use of a counted token: two racers for the last one, one wins. */
export async function useToken(
  db: Db,
  now: Date,
  token: TokenFacts,
  from: { readonly ip: string; readonly identityId: string },
): Promise<string | undefined> {
  if (token.ipRanges && !isInRanges(from.ip, token.ipRanges)) return 'this token may not be used from this address'
  if (isIdle(now, token)) return 'this session was idle for too long'
  if (token.maxUses !== null) {
    const used = await db
      .updateTable('tokens')
      .set({ uses: sql`uses + 1`, last_used_at: now })
      .where('id', '=', token.id)
      .where('uses', '<', token.maxUses)
      .returning('id')
      .executeTakeFirst()
    return used ? undefined : 'this token has no uses left'
  }
  const noted = Math.max(token.lastUsedAt?.getTime() ?? 0, notedAt.get(token.id) ?? 0)
  if (now.getTime() - noted >= NOTE_EVERY_MS) {
    if (notedAt.size >= MAX_NOTED) notedAt.clear()
    notedAt.set(token.id, now.getTime())
    await db.updateTable('tokens').set({ last_used_at: now }).where('id', '=', token.id).execute()
    await db.updateTable('identities').set({ last_seen_at: now }).where('id', '=', from.identityId).execute()
  }
  return undefined
}

export function isIdle(now: Date, { idleMs, lastUsedAt, createdAt }: TokenFacts): boolean {
  return idleMs !== null && now.getTime() - (lastUsedAt ?? createdAt).getTime() > idleMs
}

/** Throws RULE_INVALID unless each is an address or a network such as 10.0.0.0/8. */
export function parseIpRanges(ranges: readonly string[]): readonly string[] {
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/')
    const version = isIP(address)
    const isNumber = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
    if (!version || !isNumber || rest.length) {
      throw accessError('RULE_INVALID', `"${range.slice(0, 60)}" is no address and no network`, {
        hint: 'Write addresses and networks such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32.',
      })
    }
  }
  return ranges
}
