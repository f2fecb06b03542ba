/** What the build makes of the providers' files finds what the files find. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/fakes/git-repository.ts'
import { expandTemplate } from '../detect/expand-template.ts'
import { fingerprint } from '../detect/kernel/image.ts'
import type { Rule } from '../detect/rule.ts'
import { fixedKey, formOf } from '../providers/key-form.ts'
import { providers } from '../providers/index.ts'
import { ruleEntries } from './catalogue-entries.ts'
import { makeCatalogueModules, makeCodeModule } from './catalogue-modules.ts'
import { catalogue } from './catalogue.ts'
import { providerData, ruleData } from './entry-data.ts'
import { providerRules } from './provider-rules.ts'
import { dataOf, rulesFrom } from './rules-from-data.ts'

const { data, withCode } = dataOf(providers)
const files = providers.filter(({ id }) => withCode.includes(id))
const made = rulesFrom(ruleEntries(), JSON.parse(JSON.stringify(data)) as typeof data, (asked) =>
  files.find(({ id }) => id === asked),
)
const real = providerRules()

/** All but functions, made anew: a rule's own properties are asked for one by one. */
function facts({ judge, weigh, ...rule }: Rule): unknown {
  return { ...rule, judges: judge !== undefined, weighs: weigh !== undefined }
}

test('rules made of data are those of the files, in their order', () => {
  expect(made.map(facts)).toEqual(real.map(facts))
  expect(fingerprint(made)).toEqual(fingerprint(real))
  expect(withCode.length).toBeLessThan(providers.length / 10)
})

test('they judge as those do', () => {
  const samples = new Map(
    providers.flatMap(({ keys }) =>
      Object.values(keys).flatMap(({ detect }) =>
        detect.map(({ rule, examples, lookalikes }) => [rule, [...examples, ...lookalikes]] as const),
      ),
    ),
  )
  const verdicts = (rule: Rule): unknown[] =>
    (samples.get(rule.id) ?? []).map((sample) => {
      const match = rule.pattern.exec(expandTemplate(sample))
      return match && rule.judge?.(match.groups?.['secret'] ?? match[0], match)
    })
  const all = real.map(verdicts)
  expect(made.map(verdicts)).toEqual(all)
  expect(all.flat().filter(Boolean).length).toBeGreaterThan(1_000)
})

test('a form with a judge of its own is no data', () => {
  const plain = { rule: 'acme-key', about: 'Acme key', key: /acme_[a-z0-9]{24}/ }
  expect(formOf(fixedKey(plain))).toEqual({ key: 'acme_[a-z0-9]{24}' })
  expect(formOf(fixedKey({ ...plain, judge: () => ({ keep: true, reason: 'said so' }) }))).toBeUndefined()
})

test('entries are what the rules say, and JSON holds all of them', () => {
  const all = { rules: ruleData(), providers: providerData() }
  expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  expect(ruleEntries().map(({ id }) => id)).toEqual(catalogue().map(({ id }) => id))
  ruleEntries().forEach((entry, index) => expect(catalogue()[index]).toMatchObject(entry))
})

test('the modules that the build makes read the data, and require files that are there', async () => {
  const { modules, files: beside } = makeCatalogueModules('code.cjs')
  expect(Object.keys(modules).filter((path) => !existsSync(path))).toEqual([])
  const folder = temporaryFolder()
  try {
    for (const [name, text] of Object.entries(beside)) writeFileSync(join(folder.path, name), text)
    const built = join(folder.path, 'entry-data.mjs')
    writeFileSync(built, modules['src/scan/entry-data.ts'] as string)
    const read = (await import(pathToFileURL(built).href)) as Record<'providerData' | 'ruleData', () => unknown>
    expect(read.providerData()).toEqual(providerData())
    expect(read.ruleData()).toEqual(ruleData())
  } finally {
    folder.remove()
  }
  expect(modules['src/scan/provider-rules.ts']).toContain("'./code.cjs'")
  const [code = ''] = Object.values(makeCodeModule())
  const required = [...code.matchAll(/require\('\.\.\/(.+?)'\)/g)]
  expect(required.length).toBe(withCode.length)
  expect(required.filter(([, path]) => !existsSync(`src/${path}`))).toEqual([])
})
