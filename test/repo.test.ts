/**
 * The rules of this repository, as tests. Each rule says what it looks at and what it finds there, and
 * carries a planted violation that it must see: a rule that cannot fail guards nothing.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import vitestConfig from '../vitest.config.ts'
import { LONG_FILES, REVEALING, WORD_EXCEPTIONS } from './repo-exceptions.ts'

const root = join(import.meta.dirname, '..')
/** The two files that name what is forbidden. */
const SELF: ReadonlySet<string> = new Set(['test/repo.test.ts', 'test/repo-exceptions.ts'])
const MAX_LINES = 300

const ALLOWED_LICENCES: ReadonlySet<string> = new Set(
  'MIT MIT-0 Apache-2.0 BSD-2-Clause BSD-3-Clause ISC 0BSD BlueOak-1.0.0 Python-2.0'.split(' '),
)

interface Rule {
  readonly name: string
  /** Which files it reads, by path from the root. */
  readonly reads: (path: string) => boolean
  /** What is wrong in one file, in words. */
  readonly find: (text: string, path: string) => string[]
  readonly planted: readonly [path: string, text: string]
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isSource = (path: string): boolean => /\.(?:tsx?|mjs)$/.test(path) && !path.endsWith('.gen.ts')
const isProduct = (path: string): boolean =>
  /^(?:src|sdk\/src|web\/src)\//.test(path) && isSource(path) && !isTest(path)
const isText = (path: string): boolean =>
  !SELF.has(path) && !/^(?:LICENSE|package-lock\.json)$|\.(?:png|ico|woff2|wasm|parquet|gz)$/.test(path)

/** A rule that forbids a pattern: one problem a line. */
function forbid(name: string, pattern: RegExp, reads: Rule['reads'], planted: Rule['planted']): Rule {
  const find: Rule['find'] = (text) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`line ${index + 1}: ${line.trim().slice(0, 100)}`] : []))
  return { name, reads, find, planted }
}

const FORBIDDEN_NAMES =
  /^(?:utils?|helpers?|common|misc|types|constants|manager|service|handler|processor|data|info|core|v\d+)$/

const rules: readonly Rule[] = [
  {
    name: `a source file has at most ${MAX_LINES} lines`,
    reads: (path) => isSource(path) && !LONG_FILES[path],
    find: (text) =>
      text.trimEnd().split('\n').length > MAX_LINES ? [`${text.trimEnd().split('\n').length} lines`] : [],
    planted: ['src/scan/long.ts', '\n'.repeat(MAX_LINES) + 'x'],
  },
  {
    name: 'a source file starts with a comment that says what it is for',
    reads: (path) => isSource(path) && !isTest(path),
    find: (text) => (/^(?:#!.*\n)?\/\*\*\s*\n? ?\*?\s*\S/.test(text) ? [] : ['no header comment']),
    planted: ['src/scan/bare.ts', 'export const x = 1\n'],
  },
  {
    name: 'no file or folder is named after nothing',
    reads: isSource,
    find: (_text, path) =>
      path.split('/').filter((part) => FORBIDDEN_NAMES.test(part.replace(/(?:\.test)?\.\w+$/, ''))),
    planted: ['src/scan/utils.ts', ''],
  },
  {
    ...forbid('reveal() is called only in listed files', /\breveal\(/, isProduct, ['src/scan/x.ts', 'key.reveal()']),
    reads: (path) => isProduct(path) && path !== 'src/base/sensitive.ts' && !REVEALING[path],
  },
  forbid(
    'only base/clock.ts reads the time',
    /\bnew Date\(\)|\bDate\.now\b|(?<![.\w])Date\(\)/,
    (path) => isProduct(path) && !/^(?:src\/base|web\/src|sdk\/src)\/clock\.ts$/.test(path),
    ['src/scan/x.ts', 'const at = Date.now()'],
  ),
  forbid(
    'GHSA-34fc: a secret is compared in constant time (base/signing.ts)',
    /(?:[sS]ignature|\b[mM]ac|[pP]assword|[tT]oken|[hH]ash|[cC]ode)\s*[!=]==\s*(?!undefined|null|'')[a-z]/,
    // Of these two the first compares a client's idempotency token, the second hashes that are public.
    (path) =>
      isProduct(path) &&
      /^src\/(?:server|access|secrets)\//.test(path) &&
      !/^src\/(?:server\/aws\/rotation\/start|secrets\/backup\/.*)\.ts$/.test(path),
    ['src/server/x.ts', 'if (given.signature === expected) return'],
  ),
  forbid(
    'only forensics/engine.ts imports DuckDB',
    /['"]@?duckdb\b/,
    (path) => isProduct(path) && path !== 'src/forensics/engine.ts',
    ['src/scan/x.ts', "await import('@duckdb/node-api')"],
  ),
  forbid(
    'no test is skipped or alone',
    /\b(?:test|it|describe|suite)(?:\.\w+)*\.(?:skip|only|todo|fails|skipIf|runIf)\b/,
    (path) => isTest(path) && !SELF.has(path),
    ['test/x.test.ts', "describe.skip('x', () => {})"],
  ),
  forbid('a TODO names an issue', /\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/, (path) => isText(path) && isSource(path), [
    'src/scan/x.ts',
    '// TODO later',
  ]),
  forbid('no package registry is named', /\bregistry\.[\w-]+\.\w{2,}/i, isText, [
    '.npmrc',
    'registry=https://registry.example.org',
  ]),
  forbid(
    'no path of somebody’s machine',
    /(?:^|[\s'"`(=:])(?:\/home\/(?!app\b|user\b)[a-z][\w.-]*\/|\/Users\/[a-z][\w.-]*\/|\/work\/(?:main|shared)|[A-Z]:\\Users\\)/i,
    isText,
    ['docs/x.md', 'see /work/main/src'],
  ),
  forbid(
    'the project speaks of itself, not of how it was written',
    /co-authored-by|\bai[- ]generated|generated (?:by|with) ai\b|\bas an ai\b|large language model|\bsub-?agents?\b|\bcoding agent|\b(?:other|another) (?:builder|session)\b|\b(?:previous|next|this|helper) session (?:wrote|will|should|must)|\bthe lead\b|\bDESIGN\.md\b|\bbrief says\b/i,
    isText,
    ['src/scan/x.ts', '// the lead writes this file'],
  ),
  {
    name: 'a comment names a document only when it is in this repository',
    reads: isProduct,
    find: (text) =>
      [...text.matchAll(/^\s*(?:\*|\/\/).*?\b([\w-]+\.md)\b/gm)]
        .map((match) => match[1] as string)
        .filter((name) => !files.some((path) => basename(path) === name)),
    planted: ['src/scan/x.ts', '// as nowhere-to-be-found.md says'],
  },
  {
    name: 'one word for one idea (docs/glossary.md)',
    reads: (path) => isText(path) && path !== 'docs/glossary.md' && !path.startsWith('docs/reference/'),
    find: (text, path) =>
      bannedWords().flatMap(({ word, pattern, instead }) => {
        if (WORD_EXCEPTIONS.some((exception) => exception.word === word && exception.place.test(path))) return []
        const line = text.split('\n').findIndex((content) => pattern.test(content))
        return line < 0 ? [] : [`line ${line + 1}: "${word}", write ${instead}`]
      }),
    planted: ['src/scan/x.ts', 'const auditTrail = []'],
  },
]

/** Tracked files, and new ones that are not ignored. */
function listFiles(): string[] {
  const out = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  return out
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** The last table of the glossary: `audit log` also matches `auditLog` and `audit-log`, singular or plural. */
function bannedWords(): { word: string; pattern: RegExp; instead: string }[] {
  const rows = read('docs/glossary.md')
    .split('## Words that we do not use')[1]
    ?.matchAll(/^\| *([^|]+?) *\| *([^|]+?) *\|$/gm)
  return [...(rows ?? [])]
    .filter(([, words]) => words !== 'Not' && !/^-+$/.test(words as string))
    .flatMap(([, words, instead]) =>
      (words as string).split(', ').map((word) => ({ word, instead: instead as string })),
    )
    .map((row) => ({ ...row, pattern: new RegExp(`(?<![a-z_])${row.word.replace(' ', '[ -]?')}s?(?![a-z_])`, 'i') }))
}

const files = listFiles()

describe('each rule holds, and sees a planted violation', () => {
  test.each(rules)('$name', ({ reads, find, planted: [plantedPath, plantedText] }) => {
    expect(reads(plantedPath)).toBe(true)
    expect(find(plantedText, plantedPath)).not.toEqual([])
    const seen = files.filter(reads)
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.flatMap((path) => find(read(path), path).map((problem) => `${path}: ${problem}`))).toEqual([])
  })
})

test('every exception is still needed', () => {
  const isLong = (path: string): boolean => read(path).trimEnd().split('\n').length > MAX_LINES
  expect(Object.keys(LONG_FILES).filter((path) => !files.includes(path) || !isLong(path))).toEqual([])
  expect(Object.keys(REVEALING).filter((path) => !files.includes(path) || !/\breveal\(/.test(read(path)))).toEqual([])
})

test('every test file belongs to exactly one vitest project', () => {
  const projects = (vitestConfig.test?.projects ?? []) as { test: { include: string[] } }[]
  const isIn = (path: string, globs: readonly string[]): boolean => globs.some((glob) => globToRegExp(glob).test(path))
  const counts = files.filter(isTest).map((path) => [path, projects.filter((p) => isIn(path, p.test.include)).length])
  expect(counts.length).toBeGreaterThan(5)
  expect(counts.filter(([, count]) => count !== 1)).toEqual([])
})

/** Enough of a glob for vitest.config.ts: lists in braces, two stars for folders, one for a name. */
function globToRegExp(glob: string): RegExp {
  const meanings: Record<string, string> = {
    '**/': '(?:.+/)?',
    '*': '[^/]*',
    '{': '(?:',
    '}': ')',
    ',': '|',
    '.': '\\.',
  }
  return new RegExp(`^${glob.replaceAll(/\*\*\/|[*{},.]/g, (token) => meanings[token] as string)}$`)
}

/** Links of a page to other pages and headings of this repository that lead nowhere. */
function deadLinks(path: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
    .map((match) => (match[1] ?? match[2]) as string)
    .filter((link) => !/^[a-z]+:/i.test(link))
    .filter((link) => {
      const [target = '', anchor] = link.split('#')
      const to = target === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURI(target)))
      if (!existsSync(join(root, to))) return true
      return anchor !== undefined && to.endsWith('.md') && !headingsOf(to === path ? text : read(to)).includes(anchor)
    })
}

/** Anchors as forges make them from headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, title]) =>
    (title as string)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}

test('every link inside the documentation leads somewhere', () => {
  const pages = files.filter((path) => path.endsWith('.md'))
  expect(pages.length).toBeGreaterThan(2)
  expect(deadLinks('docs/x.md', '[a](no.md) [b](glossary.md#nothing) [c](glossary.md#glossary)')).toHaveLength(2)
  expect(pages.flatMap((path) => deadLinks(path, read(path)).map((link) => `${path}: ${link}`))).toEqual([])
})

interface LockedPackage {
  readonly dev?: boolean
  readonly link?: boolean
  readonly resolved?: string
}
const locked = Object.entries(
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }).packages,
)

test('the lockfile names no place that packages come from', () => {
  expect(locked.length).toBeGreaterThan(100)
  expect(locked.filter(([, { resolved }]) => resolved?.includes('://')).map(([path]) => path)).toEqual([])
})

test('everything that runs in production has a licence that we may pass on', () => {
  const isFine = (licence: unknown): boolean =>
    typeof licence === 'string' &&
    licence
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((one) => ALLOWED_LICENCES.has(one)))
  // Packages for other platforms are in the lockfile but not on this disk.
  const installed = locked
    .filter(([path, { dev, link }]) => path.startsWith('node_modules/') && !dev && !link)
    .map(([path]) => join(path, 'package.json'))
    .filter((path) => existsSync(join(root, path)))
  const licences = installed.map((path) => [path, (JSON.parse(read(path)) as { license?: unknown }).license])
  expect(licences.length).toBeGreaterThan(50)
  expect([isFine('AGPL-3.0'), isFine('(MIT OR GPL-3.0)'), isFine('MIT AND GPL-3.0'), isFine(undefined)]).toEqual([
    false,
    true,
    false,
    false,
  ])
  expect(licences.filter(([, licence]) => !isFine(licence))).toEqual([])
})

test('our own scanner finds nothing in this repository and its history', { timeout: 60_000 }, async () => {
  const { scanPath } = await import('../src/scan/scan.ts')
  // A clone holds what is ours: what was installed or built beside it is not for us to correct.
  const clone = mkdtempSync(join(tmpdir(), 'rekey-repo-'))
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone])
  const report = await scanPath({ path: clone, history: true, leakKey: 'repository rule' })
  rmSync(clone, { recursive: true, force: true })
  expect(report.scanned.bytes).toBeGreaterThan(100_000)
  // Tests and documents invent passwords; of those the scanner itself says that they are likely made up.
  const ours = report.findings.filter(({ confidence }) => confidence !== 'low')
  expect(ours.map(({ file, startLine, rule, masked }) => `${file}:${startLine} ${rule} ${masked}`)).toEqual([])
})
