import { expect, test } from 'vitest'
import { makeShares, parseLocked, type LockedKey } from '../secrets/root-key-lock.ts'
import { waitForShares } from './sealed-door.ts'

const ROOT = Buffer.alloc(32, 7)

test('shares open the door; what is no share, or is one of another lock, does not keep it shut', async () => {
  const { lock, shares } = await makeShares(5, 3)
  const strangers = (await makeShares(9, 3)).shares
  const text = await lock.seal(ROOT)
  let listening: (url: string) => void = () => {}
  const url = new Promise<string>((resolve) => (listening = resolve))
  const opened = waitForShares(text, parseLocked(text) as LockedKey, {
    host: '127.0.0.1',
    port: 0,
    onSealed: listening,
  })
  const at = await url
  const give = async (share: unknown): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await fetch(`${at}/api/unseal`, { method: 'POST', body: JSON.stringify({ share }) })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const health = await fetch(`${at}/v1/sys/health`)
  expect([health.status, await health.json()]).toMatchObject([503, { sealed: true }])
  const read = await fetch(`${at}/api/values/shop/production/KEY`)
  expect([read.status, await read.text()]).toEqual([503, expect.stringContaining('SEALED')])
  expect((await give('not a share')).body).toMatchObject({ error: { code: 'ROOT_KEY_SHARE_INVALID' } })
  expect((await give(undefined)).status).toBe(400)
  expect((await fetch(`${at}/api/unseal`, { method: 'POST', body: 'x'.repeat(10_000) })).status).toBe(400)
  expect((await give(shares[0])).body).toMatchObject({ sealed: true, given: 1, threshold: 3 })
  for (const share of strangers.slice(0, 3)) await give(share)
  await give(shares[1])
  expect((await give(shares[4])).body).toMatchObject({ sealed: false })
  expect((await (await opened).open(text)).equals(ROOT)).toBe(true)
  await expect(fetch(`${at}/v1/sys/health`)).rejects.toThrow()
})
