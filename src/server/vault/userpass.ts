/** `auth/userpass/`: people with a password. Passwords are kept as scrypt hashes; too many wrong ones lock for a while. */
import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { equalInConstantTime } from '../../base/signing.ts'
import { change, type Answer, type Call, type Route } from './call.ts'
import { deleteEntry, findEntry, listEntries, putEntry } from './entries.ts'
import { bad, nothing } from './fault.ts'
import { logIn } from './login.ts'
import { NO_TOKEN_SETTINGS, readTokenSettings, type TokenSettings } from './token-fields.ts'

interface User extends TokenSettings {
  readonly salt: string
  readonly verifier: string
  readonly failures: number
  readonly lockedUntil: string | null
}

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const MAX_FAILURES = 5
const LOCK_MS = 15 * 60_000
const NOBODY_SALT = Buffer.alloc(16, 1).toString('base64')

/** One person under every spelling: a lock counts for all of them. */
const userName = (call: Call): string => (call.params['user'] as string).normalize('NFKC').toLowerCase()

const find = (call: Call) => findEntry<User>(call.db, call.mount, 'user', userName(call))

async function verifierOf(password: string, salt: string): Promise<string> {
  return (await derive(password, Buffer.from(salt, 'base64'), 32, COST)).toString('base64')
}

async function put(call: Call, value: User, action: string): Promise<void> {
  await change(call, { action }, (tx) =>
    putEntry(tx, call.now, { mount: call.mount, kind: 'user', name: userName(call), value }),
  )
}

async function write(call: Call): Promise<undefined> {
  if (!/^[a-z0-9][a-z0-9._@+-]{0,127}$/.test(userName(call))) throw bad('invalid username')
  const before = (await find(call))?.value
  const password = call.fields.text('password')
  if (!before && !password) throw bad('missing password')
  const settings = readTokenSettings(call.fields, before ?? NO_TOKEN_SETTINGS)
  const proof = password ? await newProof(password) : { salt: before?.salt ?? '', verifier: before?.verifier ?? '' }
  await put(call, { ...settings, ...proof, failures: 0, lockedUntil: null }, 'user-written')
}

async function newProof(password: string): Promise<{ salt: string; verifier: string }> {
  const salt = randomBytes(16).toString('base64')
  return { salt, verifier: await verifierOf(password, salt) }
}

async function login(call: Call): Promise<Answer> {
  const password = call.fields.needText('password', 'missing password')
  const user = (await find(call))?.value
  // Nobody learns by the time it takes which names there are.
  const verifier = await verifierOf(password.slice(0, 1_024), user?.salt ?? NOBODY_SALT)
  const isLocked = user?.lockedUntil != null && Date.parse(user.lockedUntil) > call.now.getTime()
  if (!user || isLocked) throw bad('invalid username or password')
  if (!equalInConstantTime(verifier, user.verifier)) {
    const failures = user.failures + 1
    const lockedUntil = failures >= MAX_FAILURES ? new Date(call.now.getTime() + LOCK_MS).toISOString() : null
    await put(call, { ...user, failures: lockedUntil ? 0 : failures, lockedUntil }, 'login-refused')
    throw bad('invalid username or password')
  }
  if (user.failures || user.lockedUntil) await put(call, { ...user, failures: 0, lockedUntil: null }, 'login-counted')
  const name = userName(call)
  const place = call.mount.path.slice('auth/'.length, -1)
  return logIn(call, {
    settings: user,
    alias: name,
    displayName: `${place}-${name}`,
    meta: { username: name },
    role: null,
  })
}

function view({
  salt: _salt,
  verifier: _verifier,
  failures: _failures,
  lockedUntil: _locked,
  ...settings
}: User): object {
  return { ...settings, policies: settings.token_policies, ttl: settings.token_ttl, max_ttl: settings.token_max_ttl }
}

export const userpassRoutes: readonly Route[] = [
  { pattern: 'login/:user', isOpen: true, update: login },
  {
    pattern: 'users',
    async list(call) {
      const keys = await listEntries(call.db, call.mount, 'user')
      if (!keys.length) throw nothing()
      return { data: { keys } }
    },
  },
  {
    pattern: 'users/:user',
    exists: async (call) => (await find(call)) !== undefined,
    async read(call) {
      const user = await find(call)
      if (!user) throw nothing()
      return { data: view(user.value) }
    },
    update: write,
    async delete(call) {
      await change(call, { action: 'user-deleted' }, (tx) => deleteEntry(tx, call.mount, 'user', userName(call)))
      return undefined
    },
  },
  {
    pattern: 'users/:user/password',
    async update(call) {
      const user = await find(call)
      if (!user) throw bad('username does not exist')
      const proof = await newProof(call.fields.needText('password', 'missing password'))
      await put(call, { ...user.value, ...proof }, 'password-changed')
      return undefined
    },
  },
  {
    pattern: 'users/:user/policies',
    async update(call) {
      const user = await find(call)
      if (!user) throw bad('username does not exist')
      await put(call, { ...user.value, ...readTokenSettings(call.fields, user.value) }, 'user-written')
      return undefined
    },
  },
]
