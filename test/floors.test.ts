/**
 * The law of floors: a folder of src/ imports only lower floors and itself, siblings never meet, no
 * import goes in a circle, a provider file sees its contract and base only, and sdk/ and web/ see
 * nothing of src/. Type imports count: a type is knowledge too.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

/** A folder that is missing here is a violation: a new folder chooses its floor first. */
const FLOOR: Readonly<Record<string, number>> = {
  base: 0,
  config: 1,
  detect: 1,
  egress: 1,
  providers: 2,
  sources: 2,
  targets: 2,
  notify: 2,
  db: 2,
  journal: 3,
  secrets: 4,
  jobs: 4,
  access: 5,
  scan: 5,
  rotate: 5,
  forensics: 5,
  incidents: 6,
  server: 7,
  drill: 8,
  cli: 9,
  main: 10,
  hook: 10,
  library: 10,
}

/** Path from the root of the repository, with `/`, to source text. */
type Tree = ReadonlyMap<string, string>

interface Edge {
  readonly from: string
  readonly to: string
}

const IMPORTS = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g,
]
/** What provider files share: it is no provider itself. */
const PROVIDER_BASE = /\/(?:provider|index|key-form|key-pattern|judge-named|probe|typed-password)\.ts$/
const TEST_FILE = /\.test\.tsx?$/

function importsOf(text: string): string[] {
  return IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string))
}

/** Every import of a file of ours by a file of ours. */
function edgesOf(tree: Tree): Edge[] {
  return [...tree].flatMap(([from, text]) =>
    importsOf(text)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => ({ from, to: posix.normalize(posix.join(posix.dirname(from), specifier)) })),
  )
}

/** `src/rotate/plan.ts` stands on `rotate`, `src/main.ts` on `main`, `sdk/src/pg.ts` on `sdk`. */
function folderOf(path: string): string {
  const [top, second = ''] = path.split('/')
  if (top !== 'src') return top as string
  return path.split('/').length === 2 ? second.replace(/\.ts$/, '') : second
}

function edgeProblem({ from, to }: Edge): string | undefined {
  const [here, there] = [folderOf(from), folderOf(to)]
  if (!from.startsWith('src/'))
    return to.startsWith('src/') ? `${from} -> ${to}: ${here} imports nothing of src` : undefined
  // A unit's own test may stand on anything that the unit may stand on, and on fakes.
  if (TEST_FILE.test(from) && to.startsWith('test/')) return undefined
  if (!to.startsWith('src/')) return `${from} -> ${to}: src imports nothing outside of src`
  if (FLOOR[here] === undefined) return `${from}: the folder ${here} has no floor`
  const isUnit = here === 'providers' && !TEST_FILE.test(from) && !PROVIDER_BASE.test(from)
  if (isUnit && there !== 'base' && !/\/(?:provider|key-form|probe|typed-password)\.ts$/.test(to)) {
    return `${from} -> ${to}: a provider imports ./provider.ts, ./key-form.ts, ./typed-password.ts, ./probe.ts and ../base/* only`
  }
  if (here === there) return undefined
  const [mine, its] = [FLOOR[here], FLOOR[there]]
  if (its === undefined) return `${from} -> ${to}: the folder ${there} has no floor`
  return its < mine ? undefined : `${from} -> ${to}: ${here} is on floor ${mine}, ${there} on floor ${its}`
}

/** Each circle once, as the whole path. */
function findCycles(edges: readonly Edge[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start >= 0) cycles.push([...path.slice(start), file].join(' -> '))
    if (start >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) visit(file, [])
  return cycles
}

function violations(tree: Tree): string[] {
  const edges = edgesOf(tree)
  const missing = edges.filter(({ to }) => /^(?:src|sdk\/src|web\/src)\/.*\.tsx?$/.test(to) && !tree.has(to))
  return [
    ...edges.map(edgeProblem).filter((problem) => problem !== undefined),
    ...missing.map(({ from, to }) => `${from} -> ${to}: there is no such file`),
    ...findCycles(edges).map((cycle) => `circle: ${cycle}`),
  ]
}

function readTree(): Tree {
  const root = join(import.meta.dirname, '..')
  return new Map(
    ['src', 'sdk/src', 'web/src'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path): [string, string] => {
          const name = posix.join(folder, path.replaceAll('\\', '/'))
          return [name, readFileSync(join(root, name), 'utf8')]
        }),
    ),
  )
}

test('the tree keeps the law of floors', () => {
  const tree = readTree()
  // A checker that sees no file or no import would pass for ever.
  expect(tree.size).toBeGreaterThan(30)
  expect(edgesOf(tree).length).toBeGreaterThan(50)
  expect(violations(tree)).toEqual([])
})

test('every folder of src has a floor', () => {
  const names = readdirSync(join(dirname(import.meta.dirname), 'src')).map((name) => name.replace(/\.ts$/, ''))
  expect(names.filter((name) => FLOOR[name] === undefined)).toEqual([])
})

describe('a planted violation is seen', () => {
  const planted = (files: Record<string, string>): string[] => violations(new Map(Object.entries(files)))
  const scan = { 'src/scan/scan.ts': '' }

  test('upwards, in each way of importing', () => {
    for (const line of [
      "import { scan } from '../scan/scan.ts'",
      "import type { Scan } from '../scan/scan.ts'",
      "import {\n  scan,\n} from '../scan/scan.ts'",
      "export * from '../scan/scan.ts'",
      "import '../scan/scan.ts'",
      "const { scan } = await import('../scan/scan.ts')",
    ]) {
      expect(planted({ ...scan, 'src/detect/engine.ts': line }), line).toEqual([
        'src/detect/engine.ts -> src/scan/scan.ts: detect is on floor 1, scan on floor 5',
      ])
    }
  })

  test('between siblings', () => {
    expect(planted({ 'src/rotate/run.ts': "import { scan } from '../scan/scan.ts'", ...scan })).toHaveLength(1)
  })

  test('from a provider to another provider, or past its contract', () => {
    const files = { 'src/providers/aws.ts': '', 'src/detect/rule.ts': '' }
    expect(planted({ ...files, 'src/providers/stripe.ts': "import aws from './aws.ts'" })).toHaveLength(1)
    expect(planted({ ...files, 'src/providers/stripe.ts': "import { Rule } from '../detect/rule.ts'" })).toHaveLength(1)
  })

  test('from sdk or web into src', () => {
    const files = { 'src/base/clock.ts': '' }
    expect(planted({ ...files, 'sdk/src/client.ts': "import '../../src/base/clock.ts'" })).toHaveLength(1)
    expect(planted({ ...files, 'web/src/app.tsx': "import('../../src/base/clock.ts')" })).toHaveLength(1)
  })

  test('a circle, with its whole path', () => {
    const a = "import { b } from './b.ts'"
    const b = "import { c } from './c.ts'"
    const c = "import type { A } from './a.ts'"
    expect(planted({ 'src/base/a.ts': a, 'src/base/b.ts': b, 'src/base/c.ts': c })).toEqual([
      'circle: src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts',
    ])
  })

  test('a folder without a floor, and a file that is not there', () => {
    expect(planted({ 'src/utils/x.ts': "import { y } from '../base/y.ts'", 'src/base/y.ts': '' })).toHaveLength(1)
    expect(planted({ 'src/base/x.ts': "import { y } from './y.ts'" })).toHaveLength(1)
  })
})
