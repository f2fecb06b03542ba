import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { touchOf } from './touches.ts'

test('every action that our sources write is known: none makes the nodes forget all that they remember', () => {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const actions = files
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => {
      const text = readFileSync(join(folder, path), 'utf8')
      const found = [...text.matchAll(/\baction: '([a-z-]+(?:\.[A-Za-z-]+)?)'/g)].map(([, name = '']) => name)
      // The Vault API names the verb alone; `action: 'read'` is an action of a policy.
      const isVault = path.startsWith(join('server', 'vault'))
      return found.flatMap((name) => (name.includes('.') ? [name] : isVault ? [`vault.${name}`] : []))
    })
  expect(actions.length).toBeGreaterThan(60)
  const unknown = actions.filter((action) => touchOf(action) === 'everything')
  expect([...new Set(unknown)]).toEqual(['environment.inherits-set'])
})

test.each([
  ['version.stored', 'secret'],
  ['token.revoked', 'identity'],
  ['token.created', 'nothing'],
  ['approval.rule-set', 'rights'],
  ['keyring.key-destroyed', 'everything'],
  ['approval.change-applied', 'nothing'],
  ['vault.kv-written', 'nothing'],
  ['vault.policy-written', 'vault-rights'],
  ['vault.of-a-newer-node', 'everything'],
  ['nobody.knows-this', 'everything'],
  ['constructor', 'everything'],
])('%s touches %s', (action, touch) => {
  expect(touchOf(action)).toBe(touch)
})
