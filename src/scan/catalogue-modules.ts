/**
 * The modules that the build puts in the place of those that read every provider's file. They answer the same: what is
 * data lies in them as JSON, and the few files with code that a scan runs are bundled by themselves.
 */
import { providers } from '../providers/index.ts'
import { entryData } from './entry-data.ts'
import { dataOf } from './rules-from-data.ts'

/** What the build puts somewhere else than it lies. */
const RULES = 'src/scan/provider-rules.ts'

/** Text of modules by their paths from the root of the repository. `codeFile`: what is made of `makeCodeModule`. */
export function makeCatalogueModules(codeFile: string): Record<string, string> {
  return {
    'src/scan/entry-data.ts': `export const entryData = () => ${parsed(entryData())}\n`,
    [RULES]: [
      "import { createRequire } from 'node:module'",
      "import { ruleEntries } from './catalogue-entries.ts'",
      "import { rulesFrom } from './rules-from-data.ts'",
      'let code',
      `const withCode = (id) => (code ??= createRequire(import.meta.url)('./${codeFile}').withCode)[id]()`,
      `export const providerRules = () => rulesFrom(ruleEntries(), ${parsed(dataOf(providers).data)}, withCode)`,
      '',
    ].join('\n'),
  }
}

/** The same for a bundle of its own, which is loaded when one of these rules fits. */
export function makeCodeModule(): Record<string, string> {
  // A bundler makes a function of what is required: each provider is made when it is asked for.
  const all = dataOf(providers).withCode.map((id) => `'${id}': () => require('../providers/${id}.ts').default`)
  return { [RULES]: `export const withCode = { ${all.join(', ')} }\n` }
}

/** JSON in a text is read in a third of the time that the same takes as program text. */
const parsed = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
