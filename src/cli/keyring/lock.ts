/** `rekey keyring lock`: puts the file of the root key under another lock. Works on the file, and asks no server. */
import { defineErrors } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import { loadConfig } from '../../config/load.ts'
import { flagOf } from '../../config/option.ts'
import { options, serverOptions } from '../../config/options.ts'
import {
  createUnlock,
  kmsLock,
  lockOfShares,
  makeShares,
  noLock,
  passphraseLock,
  type RootKeyLock,
} from '../../secrets/root-key-lock.ts'
import { changeLock } from '../../secrets/root-key.ts'
import { createKms } from '../../server/kms.ts'
import type { FlagSpec, Invocation, Io } from '../command.ts'

export const lockError = defineErrors({
  LOCK_USAGE: {
    status: 400,
    exit: 2,
    hint: 'Usage: rekey keyring lock passphrase | shares --shares 5 --threshold 3 | aws-kms --kms-key ARN | none',
  },
  LOCK_PASSPHRASE_MISSING: {
    status: 400,
    exit: 2,
    hint: 'Put the new one into REKEY_NEW_ROOT_PASSPHRASE; the present one, if there is one, is in REKEY_ROOT_PASSPHRASE.',
  },
})

const file = serverOptions.filter(({ name }) => name === 'root-key.file')

export const lockFlags: Readonly<Record<string, FlagSpec>> = {
  ...Object.fromEntries(file.map((entry) => [entry.flag, flagOf(entry)])),
  shares: { type: 'string', about: 'With lock shares: how many there are.', placeholder: 'N' },
  threshold: { type: 'string', about: 'With lock shares: how many open it.', placeholder: 'N' },
  'kms-key': { type: 'string', about: 'With lock aws-kms: the key, by its ARN.', placeholder: 'ARN' },
}

/** Answers the new shares where there are some. */
export async function changeLockOf(
  kind: string,
  flags: Invocation['flags'],
  io: Io,
): Promise<{ file: string; shares?: string[] }> {
  const { values } = await loadConfig(options, { flags, env: io.env, cwd: io.cwd })
  const given = (io.env['REKEY_ROOT_SHARES'] ?? '').split(/[\s,]+/).filter(Boolean)
  const unlock = createUnlock({
    passphrase: values['root-key.passphrase'],
    kms: createKms(io.env),
    ...(given.length && { shares: (text) => lockOfShares(text, given) }),
  })
  const { lock, shares } = await newLock(kind, flags, io)
  await changeLock(values['root-key.file'], unlock, lock)
  return { file: values['root-key.file'], ...(shares && { shares }) }
}

async function newLock(
  kind: string,
  flags: Invocation['flags'],
  io: Io,
): Promise<{ lock: RootKeyLock; shares?: string[] }> {
  if (kind === 'none') return { lock: noLock() }
  if (kind === 'shares') return makeShares(Number(flags['shares'] ?? 5), Number(flags['threshold'] ?? 3))
  if (kind === 'passphrase') {
    const text = io.env['REKEY_NEW_ROOT_PASSPHRASE']
    if (!text) throw lockError('LOCK_PASSPHRASE_MISSING', 'there is no new passphrase')
    return { lock: passphraseLock(new Sensitive(text)) }
  }
  const key = flags['kms-key']
  if (kind !== 'aws-kms' || typeof key !== 'string')
    throw lockError('LOCK_USAGE', `"${kind.slice(0, 40)}" says too little`)
  return { lock: kmsLock(createKms(io.env), key) }
}
