import { expect, test } from 'vitest'
import { apiPath, findNameIn, secretPath } from './secret-path.ts'

test.each(['shop/production/KEY', 'shop/dev/a b/K%2F', 'shop/dev/Ünïcode?#'])(
  '%s comes back from its address',
  (name) => {
    expect(findNameIn(new URL(secretPath(name), 'http://x').pathname)).toBe(name)
    expect(apiPath('history', name)).not.toMatch(/[ ?#]/)
  },
)

test('an address that is none of a secret has no name', () => {
  for (const path of ['/ui/secrets', '/ui/secrets/', '/ui/', '/ui/secrets/%']) expect(findNameIn(path)).toBeUndefined()
})
