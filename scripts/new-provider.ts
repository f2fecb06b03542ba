/**
 * `npm run new-provider acme-pay` writes src/providers/acme-pay.ts from flags, or from what it asks for, and puts it on the
 * generated lists. It never writes over a file: a provider that is there is completed by hand.
 *
 *   npm run new-provider acme-pay -- --name 'Acme Pay' --docs https://acme.example/docs --key 'acme_live_[a-z0-9]{24}'
 *   … --key '[a-f0-9]{32}' --beside 'acme pay' --label 'client token'
 */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { fixedTexts, readKeyPattern } from '../src/providers/key-pattern.ts'

export interface NewProvider {
  readonly id: string
  readonly name: string
  readonly docs: string
  readonly label: string
  /** Source of a regular expression: see key-pattern.ts. */
  readonly key: string
  /** Names that stand beside the key; none when the key has a text of its own. */
  readonly beside: readonly string[]
  readonly common: boolean
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** What is wrong with the answers, in words for the person who gave them; undefined when nothing is. */
export function findMistake({ id, name, docs, label, key, beside }: NewProvider): string | undefined {
  if (!ID.test(id)) return `${id} is no file name: small letters, digits, single dashes`
  // It stands in a comment and in a line of the generated page.
  if (!/^[^\s*/|`][^\n*/|`]{0,58}$/.test(name)) return 'the name is a line of at most 59 characters, without * / | or `'
  if (!docs.startsWith('https://')) return 'the documentation needs an address that begins with https://'
  if (!/^[A-Za-z][A-Za-z -]{2,30}$/.test(label))
    return 'the label is what texts call the key: "API key", "client secret"'
  try {
    const form = readKeyPattern(key)
    if (beside.length === 0 && fixedTexts(form).length === 0) {
      return 'the key has no fixed text of three characters: say with --beside which names stand near it'
    }
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

export function providerSource({ id, name, docs, label, key, beside, common }: NewProvider): string {
  const make = beside.length === 0 ? 'fixedKey' : 'keyBesideName'
  const kind = label.toLowerCase().replaceAll(' ', '-')
  const known =
    beside.length === 0 ? `begin with \`${fixedTexts(readKeyPattern(key))[0]}\`` : 'known by the name beside them'
  return [
    `/** ${name}: ${label}s${beside.length === 0 ? ' ' : ', '}${known}. */`,
    `import { ${make} } from './key-form.ts'`,
    "import { defineProvider } from './provider.ts'",
    '',
    'export default defineProvider({',
    `  id: ${quote(id)},`,
    `  name: ${quote(name)},`,
    `  docs: ${quote(docs)},`,
    '  keys: {',
    `    ${kind.includes('-') ? quote(kind) : kind}: {`,
    `      label: ${quote(label)},`,
    `      about: ${quote(label)},`,
    '      detect: [',
    `        ${make}({`,
    `          rule: ${quote(`${id}-${kind}`)},`,
    `          about: ${quote(`${name} ${label}`)},`,
    ...(beside.length === 0 ? [] : [`          names: [${beside.map(quote).join(', ')}],`]),
    `          key: ${new RegExp(key)},`,
    ...(common ? ['          common: true,'] : []),
    '        }),',
    '      ],',
    '    },',
    '  },',
    '})',
    '',
  ].join('\n')
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

const text = { type: 'string' } as const
const OPTIONS = { name: text, docs: text, label: text, key: text, beside: text, common: { type: 'boolean' } } as const
const USAGE =
  "npm run new-provider acme-pay -- --name 'Acme Pay' --docs https://acme.example/docs --key 'acme_live_[a-z0-9]{24}'"

/** Answers of the command line, or what is wrong with them. */
function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
    const [id = '', ...more] = positionals
    if (!ID.test(id)) return `say which provider, in small letters with single dashes: ${USAGE}`
    if (more.length > 0) return `one provider at a time, not also ${more.join(' ')}; put texts with spaces in quotes`
    return { values, id }
  } catch (error) {
    return `${(error as Error).message.split('\n')[0]}\n${USAGE}`
  }
}

async function main(args: readonly string[]): Promise<string | undefined> {
  const given = readArguments(args)
  if (typeof given === 'string') return given
  const { values, id } = given
  const path = join(import.meta.dirname, '..', 'src/providers', `${id}.ts`)
  if (existsSync(path)) return `src/providers/${id}.ts is there already`
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<never>((_, fail) => {
    lines.once('close', () => fail(new Error(`nobody answers: give what is asked for as flags: ${USAGE}`)))
  })
  ended.catch(() => undefined)
  const ask = async (said: string | undefined, question: string): Promise<string> =>
    said ?? (await Promise.race([lines.question(`${question}: `), ended])).trim()
  const provider: NewProvider = {
    id,
    name: await ask(values.name, 'Name, as the company writes it'),
    docs: await ask(values.docs, 'Where its documentation describes the key (https://…)'),
    label: await ask(
      values.label ?? (values.key === undefined ? undefined : 'API key'),
      'What texts call the key (API key)',
    ),
    key: await ask(values.key, 'Form of the key, as acme_live_[a-z0-9]{24} or [a-f0-9]{32}'),
    beside: (
      await ask(
        values.beside ?? (values.key === undefined ? undefined : ''),
        'Names beside a key without a fixed text, by commas',
      )
    )
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
    common: values.common === true,
  }
  lines.close()
  const mistake = findMistake(provider)
  if (mistake !== undefined) return mistake
  writeFileSync(path, providerSource(provider))
  process.stdout.write(`wrote src/providers/${id}.ts\n`)
  spawnSync('npx', ['oxfmt', path])
  const { status } = spawnSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit' })
  return status === 0 ? undefined : 'npm run generate failed: see above'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const mistake = await main(process.argv.slice(2)).catch((error: unknown) => (error as Error).message)
  if (mistake !== undefined) {
    process.stderr.write(`${mistake}\n`)
    process.exitCode = 2
  }
}
