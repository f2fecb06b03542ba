import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder, type FolderLock } from './folder-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekey-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder has one owner; the second one is told who it is', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'DB_FOLDER_LOCKED',
    message: `the data folder ${folder} is in use by process ${process.pid}`,
    hint: expect.stringContaining('--data DIR') as string,
  })
  await lock.release()
  await (await lockFolder(folder)).release()
})

test('the lock of an owner that was killed is taken over', async () => {
  const script = join(folder, 'owner.mjs')
  writeFileSync(
    script,
    `import { createServer } from 'node:net'
     createServer((socket) => socket.end(String(process.pid))).listen(process.argv[2], () => process.send('held'))`,
  )
  const owner = fork(script, [join(folder, 'lock')])
  await once(owner, 'message')
  await expect(lockFolder(folder)).rejects.toMatchObject({
    message: expect.stringContaining(`process ${owner.pid}`) as string,
  })
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  await (await lockFolder(folder)).release()
})

test('of many who find a dead lock at once, one gets the folder', async () => {
  for (let round = 0; round < 15; round++) {
    writeFileSync(join(folder, 'lock'), '')
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => lockFolder(folder)))
    const locks = answers.flatMap((one): FolderLock[] => (one.status === 'fulfilled' ? [one.value] : []))
    expect(locks, `round ${round}`).toHaveLength(1)
    for (const one of answers) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'DB_FOLDER_LOCKED' })
    }
    await locks[0]?.release()
  }
})
