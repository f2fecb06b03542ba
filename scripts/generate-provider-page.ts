/**
 * docs/reference/providers.md: what we know of each provider. A capability is the presence of its function in the provider
 * file, so the page cannot promise what the program does not do. Asks nobody and writes nothing.
 */
import { isKnownByName } from '../src/providers/key-form.ts'
import type { KeyKind, Provider } from '../src/providers/provider.ts'
import { TESTED_AGAINST } from '../test/contract/answers/tested-against.ts'

const TARGET = 'docs/reference/providers.md'

/** Beyond samples, look-alikes and the answers that each provider documents: what stood at the other end in a test. */
const OTHER_END: Readonly<Record<string, string>> = {
  postgres: 'PostgreSQL itself',
  ...Object.fromEntries(
    Object.entries(TESTED_AGAINST).map(([kind, tools]) => [
      kind.split(' ')[0],
      `\`${tools.replaceAll(', ', '`, `')}\``,
    ]),
  ),
}

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
    '(`test/contract/`). The last column says what else stood at the other end.',
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
    OTHER_END[id] ?? '',
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
