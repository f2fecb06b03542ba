/**
 * The modules that the build puts in the place of those that read every provider's file. They answer the same: what is
 * data lies as JSON beside them, and the few files with code that a scan runs are bundled by themselves.
 */
import { sha256Hex } from '../base/signing.ts'
import { providers } from '../providers/index.ts'
import { providerData, ruleData } from './entry-data.ts'
import { dataOf } from './rules-from-data.ts'

export interface CatalogueModules {
  /** Text of modules by their paths from the root of the repository. */
  readonly modules: Readonly<Record<string, string>>
  /** Text of the files that lie beside what is built of them. */
  readonly files: Readonly<Record<string, string>>
}

/** What is bundled for its place and somewhere else. */
const RULES = 'src/scan/provider-rules.ts'

/** `codeFile`: what is made of `makeCodeModule`. */
export function makeCatalogueModules(codeFile: string): CatalogueModules {
  const files: Record<string, string> = {}
  // JSON is read in a third of the time that the same takes as program text. Its name tells whether two builds differ.
  const reading = (name: string, value: unknown): string => {
    const text = JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, escaped)
    const file = `catalogue-${name}-${sha256Hex(text).slice(0, 8)}.json`
    files[file] = text
    return `JSON.parse(readFileSync(new URL('./${file}', import.meta.url), 'latin1'))`
  }
  const modules = {
    'src/scan/entry-data.ts': [
      "import { readFileSync } from 'node:fs'",
      `export const providerData = () => ${reading('providers', providerData())}`,
      `export const ruleData = () => ${reading('rules', ruleData())}`,
      '',
    ].join('\n'),
    [RULES]: [
      "import { readFileSync } from 'node:fs'",
      "import { createRequire } from 'node:module'",
      "import { ruleEntries } from './catalogue-entries.ts'",
      "import { rulesFrom } from './rules-from-data.ts'",
      'let code',
      `const withCode = (id) => (code ??= createRequire(import.meta.url)('./${codeFile}').withCode)[id]()`,
      `export const providerRules = () => rulesFrom(ruleEntries(), ${reading('forms', dataOf(providers).data)}, withCode)`,
      '',
    ].join('\n'),
  }
  return { modules, files }
}

/** The same for a bundle of its own, which is loaded when one of these rules fits. */
export function makeCodeModule(): Record<string, string> {
  // A bundler makes a function of what is required: each provider is made when it is asked for.
  const all = dataOf(providers).withCode.map((id) => `'${id}': () => require('../providers/${id}.ts').default`)
  return { [RULES]: `export const withCode = { ${all.join(', ')} }\n` }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
