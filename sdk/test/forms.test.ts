/** The built package as its users load it, with `import` and with `require`. */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..')
const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  exports: Record<string, { import: Record<string, string>; require: Record<string, string> }>
}
const require = createRequire(import.meta.url)

test.each(Object.keys(exports))('%s gives the same names to import and to require', async (entry) => {
  const name = entry.replace(/^\./, '@rekey/sdk')
  const imported = (await import(name)) as Record<string, unknown>
  const required = require(name) as Record<string, unknown>
  expect(require.resolve(name)).toMatch(/\.cjs$/)
  expect(Object.keys(required).toSorted()).toEqual(Object.keys(imported).toSorted())
})

test.each(Object.entries(exports))('each form of %s has its declarations, and those lead to files', (_entry, forms) => {
  for (const { types } of [forms.import, forms.require]) {
    const text = readFileSync(join(folder, String(types)), 'utf8')
    for (const [, from] of text.matchAll(/from '(\.\/[^']+)'/g)) {
      const declaration = String(from)
        .replace(/\.ts$/, '.d.ts')
        .replace(/\.cjs$/, '.d.cts')
      expect(() => readFileSync(join(folder, 'dist', declaration))).not.toThrow()
    }
  }
})
