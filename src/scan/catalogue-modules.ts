/**
 * The modules that the build puts in the place of those that read every provider's file. They answer the same: what is
 * data lies in them as JSON, and of the files they import those with code that a scan runs.
 */
import { providers } from '../providers/index.ts'
import { entryData } from './entry-data.ts'
import { dataOf } from './rules-from-data.ts'

/** Text of a module by its path from the root of the repository. */
export function makeCatalogueModules(): Record<string, string> {
  const { data, withCode } = dataOf(providers)
  return {
    'src/scan/entry-data.ts': `export const entryData = () => ${parsed(entryData())}\n`,
    'src/scan/provider-rules.ts': [
      "import { ruleEntries } from './catalogue-entries.ts'",
      "import { rulesFrom } from './rules-from-data.ts'",
      // A bundler makes a function of what is required: it runs when it is called, and costs little before.
      `const withCode = {${withCode.map((id) => `'${id}': () => require('../providers/${id}.ts').default`).join(', ')}}`,
      `export const providerRules = () => rulesFrom(ruleEntries(), ${parsed(data)}, withCode)`,
      '',
    ].join('\n'),
  }
}

/** JSON in a text is read in a third of the time that the same takes as program text. */
const parsed = (value: unknown): string => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
