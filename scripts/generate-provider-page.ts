/**
 * docs/reference/providers.md: what we know of each provider. A capability is the presence of its function in the provider
 * file, so the page cannot promise what the program does not do. Asks nobody and writes nothing.
 */
import { isKnownByName } from '../src/providers/key-form.ts'
import type { KeyKind, Provider } from '../src/providers/provider.ts'
import { testedAgainst } from '../test/contract/answers/tested-against.ts'

const TARGET = 'docs/reference/providers.md'

const TESTED_AGAINST = testedAgainst()

export async function generateProviderPage(): Promise<ReadonlyMap<string, string>> {
  const { providers } = await import('../src/providers/index.ts')
  return new Map([[TARGET, providerPage(providers)]])
}

export function providerPage(providers: readonly Provider[]): string {
  return [
    '# Providers',
    '',
    'Generated from `src/providers/` by `npm run generate`; do not edit.',
    '',
    'Most rules know a text of the key itself. Those marked *by name* know its length and alphabet and the name beside it;',
    'they are graded by what stands between the two. `rekey scan --verify` asks whether a key lives; `id` and `context` are',
    'parts of a credential that open nothing by themselves.',
    '',
    'Every rule is tested on samples and look-alikes of its own, every question on the answers that the provider documents',
    '(`test/contract/`). The last column says what else each was compared with: the provider’s own client, whose request must',
    'be ours and which must take the answers that ours was given (with its version where `npm run oracles` ran it and wrote it',
    'down, without where each test run does; `community`: not by the provider itself), or its published description.',
    '*documentation* means that nothing but the provider’s documentation stood at the other end.',
    '',
    countSentence(providers),
    '',
    '| Provider | Rules | Verify | Inspect | Rotate | Tested against |',
    '| -------- | ----- | ------ | ------- | ------ | -------------- |',
    ...providers.map(providerRow),
    '',
  ].join('\n')
}

function providerRow({ id, name, docs, keys }: Provider): string {
  const kinds = Object.values(keys)
  const rules = kinds
    .flatMap(({ detect }) => detect)
    .map(({ rule, pattern, part }) => {
      const marks = [isKnownByName(pattern) ? 'by name' : '', part ?? ''].filter((mark) => mark !== '')
      return `\`${rule}\`${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`
    })
  const some = (has: (kind: KeyKind) => unknown): string => (kinds.some((kind) => has(kind) !== undefined) ? 'yes' : '')
  const rotate = kinds.some(({ create }) => create) ? 'yes' : kinds.some(({ runbook }) => runbook) ? 'by hand' : ''
  const cells = [
    `[${name}](${docs})`,
    rules.join(', '),
    some(({ verify }) => verify),
    some(({ inspect }) => inspect),
    rotate,
    otherEnd(id, keys),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function countSentence(providers: readonly Provider[]): string {
  const asked = providers.flatMap(({ id, keys }) =>
    Object.entries(keys).flatMap(([kind, { verify }]) => (verify ? [`${id} ${kind}`] : [])),
  )
  const compared = asked.filter((name) => TESTED_AGAINST[name] !== undefined)
  return `Of ${asked.length} kinds of keys that can be asked about, ${compared.length} were compared with more than documentation.`
}

/** One name where it holds for all kinds of keys that can be asked about, else one for each. */
function otherEnd(id: string, keys: Provider['keys']): string {
  const asked = Object.entries(keys).filter(([, { verify }]) => verify)
  const ends = asked.map(([kind, { label }]) => [label ?? kind, TESTED_AGAINST[`${id} ${kind}`]] as const)
  const [first, ...more] = new Set(ends.map(([, end]) => end))
  if (ends.length === 0) return ''
  if (more.length === 0) return nameEnd(first)
  return ends.map(([label, end]) => `${label}: ${nameEnd(end)}`).join('; ')
}

function nameEnd(end: string | undefined): string {
  if (end === undefined) return '*documentation*'
  return end.includes('itself') ? end : end.replaceAll(/[^\s,()]+(?=,|$| \()/g, '`$&`')
}
