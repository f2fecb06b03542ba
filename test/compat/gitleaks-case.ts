/**
 * Runs one conformance case of gitleaks 8.30 through our engine and tells what differs. A case is a line of JSON that
 * was taken from gitleaks' own tests (MIT licence): a suite's name, its inputs, and what gitleaks answers.
 */
import { isDeepStrictEqual } from 'node:util'
import { join, normalize } from 'node:path'
import { readFileSync } from 'node:fs'
import { isCommitAllowed, isMatchAllowed, isPathAllowed } from '../../src/scan/compat/gitleaks/allowlist.ts'
import { createKnown, parseKnownFindings } from '../../src/scan/compat/gitleaks/baseline.ts'
import { loadConfigText, type GitleaksConfig } from '../../src/scan/compat/gitleaks/config.ts'
import { detectFragment } from '../../src/scan/compat/gitleaks/detect.ts'
import { maskPercent, redactFinding, type GitleaksFinding } from '../../src/scan/compat/gitleaks/finding.ts'
import { compileGo } from '../../src/scan/compat/gitleaks/go-regexp.ts'
import type { GitleaksRule } from '../../src/scan/compat/gitleaks/rule.ts'
import { scmLink, type Platform } from '../../src/scan/compat/gitleaks/scm-link.ts'
import { scanSource } from '../../src/scan/compat/gitleaks/scan-source.ts'
import {
  EMPTY_RULE,
  allowlistFields,
  allowlistOf,
  allowlistShape,
  expectedFindings,
  fieldsOf,
  fragmentOf,
  fragmentless,
  lower,
  ruleFields,
  ruleOf,
  ruleShape,
  sorted,
  type Fields,
} from './gitleaks-shapes.ts'

export type Case = Readonly<Record<string, unknown>> & { readonly suite: string }

export interface World {
  /** Folder that stands for gitleaks' `detect` folder: paths of the cases begin there. */
  readonly cwd: string
  /** The stand-in for gitleaks' built-in configuration. */
  readonly defaults: () => GitleaksConfig
}

/** The differences, as pairs of what came and what should have come. Throws where a case is of no known kind. */
export async function runCase(one: Case, world: World): Promise<unknown[]> {
  const suite = one.suite.split(':')[0] as string
  const run = SUITES[suite]
  if (run === undefined) throw new Error(`no suite ${suite}`)
  return (await run(one, world)).filter(([actual, expected]) => !isDeepStrictEqual(actual, expected))
}

type Pair = readonly [actual: unknown, expected: unknown]

const ALLOWLIST_TEXT = "let username = 'james@mail.com';\nlet password = 'Summer2024!';"

const SUITES: Readonly<Record<string, (one: Case, world: World) => Pair[] | Promise<Pair[]>>> = {
  detect(one, world) {
    const config = load(one['config_toml'] as string, world)
    const baseline = one['baseline_path'] as string
    const findings = detectFragment(fragmentOf(one['fragment']), {
      ...settingsOf(config),
      maxDecodeDepth: one['max_decode_depth'] as number,
      ownPaths: [
        `../testdata/config/${one['config'] as string}.toml`,
        `../testdata/config//${one['config'] as string}.toml`,
        baseline,
      ],
    })
    const pair: Pair = [sorted(findings.map(fieldsOf)), sorted(expectedFindings(one['expected']))]
    const parts = findings.flatMap(({ required }) =>
      required.map((part) => `${part.ruleId}:${part.startLine}:${part.secret}`),
    )
    const printed = parts.map((part, index) => `${(index === 0 ? 'Required:' : '').padEnd(12)} ${part}\n`).join('')
    return one['expected_aux'] ? [pair, [printed, one['expected_aux']]] : [pair]
  },
  'rule-allowlist': (one) =>
    detectWith(
      one,
      { id: 'test-rule', regex: compileGo('Summer2024!'), allowlists: [allowlistOf(one['allowlist'])] },
      ALLOWLIST_TEXT,
    ),
  'win-allowlist': (one) => detectWith(one, ruleOf(one['rule'] as Fields)),
  'win-path': (one) => detectWith(one, ruleOf(one['rule'] as Fields)),
  config(one, world) {
    const wanted = errorText(one['want_error'])
    let config: GitleaksConfig
    try {
      config = load(one['config_toml'] as string, world)
    } catch (error) {
      return [[(error as Error).message, wanted]]
    }
    if (wanted !== undefined) return [['no error', wanted]]
    const { Rules, Title, Allowlists, Description } = one['expected_config'] as Fields
    const pairs: Pair[] = [
      [config.title, Title ?? config.title],
      [config.description, Description ?? config.description],
    ]
    if (Allowlists !== undefined)
      pairs.push([config.allowlists.map(allowlistFields), ((Allowlists as unknown[] | null) ?? []).map(allowlistShape)])
    for (const [id, rule] of Object.entries((Rules ?? {}) as Record<string, Fields>)) {
      const actual = config.rules.get(id)
      pairs.push([actual && ruleFields(actual), ruleShape(rule)])
    }
    return pairs
  },
  'baseline-isnew'(one) {
    const finding = { ...fragmentless, ...lower(one['findings'] as Fields) } as unknown as GitleaksFinding
    const known = createKnown(parseKnownFindings(JSON.stringify(one['baseline'])), Number(one['redact'] ?? 0) > 0)
    return [[!known(finding), one['expect']]]
  },
  'mask-secret': (one) => [[maskPercent(one['secret'] as string, one['percent'] as number), one['expect']]],
  mask(one) {
    const finding = { ...fragmentless, ...lower(one['finding'] as Fields) } as unknown as GitleaksFinding
    const { match, secret, line } = redactFinding(finding, one['percent'] as number)
    const wanted = one['expect'] as Fields
    return [
      [
        { match, secret, line },
        { line: '', match: '', secret: '', ...lower(wanted) },
      ],
    ]
  },
  'allowlist-validate'(one) {
    try {
      const { commits, stopWords } = allowlistOf(one['input'])
      const wanted = one['expected'] as Fields
      return [
        [
          { Commits: commits.toSorted(), StopWords: stopWords.toSorted() },
          { Commits: [], StopWords: [], ...wanted },
        ],
      ]
    } catch (error) {
      return [[(error as Error).message, errorText(one['wantErr'])]]
    }
  },
  'scm-link'(one) {
    const remote = (one['remote'] ?? {}) as { Platform?: { $expr: string }; Url?: string }
    const platform = (remote.Platform?.$expr ?? '').replace(/^scm\.|Platform$/g, '').toLowerCase() || 'unknown'
    const finding = { ...fragmentless, ...lower(one['finding'] as Fields) } as unknown as GitleaksFinding
    return [[scmLink({ platform: platform as Platform, url: remote.Url ?? '' }, finding), one['want']]]
  },
  'path-allowed': (one) => [[isPathAllowed(allowlistOf(one['allowlist']), one['path'] as string), one['pathAllowed']]],
  'commit-allowed': (one) => [
    [
      isCommitAllowed(allowlistOf(one['allowlist']), { commit: one['commit'] as string, path: '', windowsPath: '' }),
      one['commitAllowed'],
    ],
  ],
  'regex-allowed'(one) {
    const secret = one['secret'] as string
    const allowlist = { ...allowlistOf(one['allowlist']), condition: 'OR' as const }
    return [
      [
        isMatchAllowed([allowlist], { secret, match: secret, line: secret }, { commit: '', path: '', windowsPath: '' }),
        one['regexAllowed'],
      ],
    ]
  },
  'from-git': (one, world) => scanWith(one, world, 'git', 8),
  'from-git-staged': (one, world) => scanWith(one, world, 'staged'),
  'from-files': (one, world) => scanWith(one, world, 'files'),
  archives: (one, world) => scanWith(one, world, 'files', 8),
}

/** A Go error: a text, or a format with its arguments. */
function errorText(value: unknown): string | undefined {
  if (value === null || value === undefined || typeof value === 'string') return value ?? undefined
  const { $error, args } = value as { $error: string; args?: readonly unknown[] | null }
  const rest = [...(args ?? [])]
  return $error.replace(/%[swvdq]/g, (verb) => (rest.length === 0 ? verb : (errorText(rest.shift()) ?? '')))
}

async function scanWith(
  one: Case,
  world: World,
  kind: 'git' | 'staged' | 'files',
  maxArchiveDepth = 0,
): Promise<Pair[]> {
  const text = readFileSync(join(world.cwd, '../testdata/config', `${one['cfgName'] as string}.toml`), 'utf8')
  const config = load(text, world)
  const findings = await scanSource({
    kind: kind === 'git' ? 'history' : kind,
    cwd: world.cwd,
    source: normalize(one['source'] as string),
    logOptions: one['logOpts'] as string | undefined,
    platform: 'github',
    remoteUrl: 'https://github.com/gitleaks/test',
    followSymlinks: kind === 'files' && /symlinks/.test(one['source'] as string),
    maxArchiveDepth,
    ignoreFiles: [join(world.cwd, one['source'] as string, '.gitleaksignore')],
    detect: { ...settingsOf(config), maxDecodeDepth: 0 },
  })
  if (findings.failure !== undefined) throw new Error(findings.failure)
  return [
    [
      sorted(findings.findings.map((finding) => ({ ...fieldsOf(finding), ...fingerprintAndLink(finding) }))),
      sorted(expectedFindings(one['expectedFindings'])),
    ],
  ]
}

function fingerprintAndLink({ fingerprint, link }: GitleaksFinding): Fields {
  return { ...(fingerprint ? { Fingerprint: fingerprint } : {}), ...(link ? { Link: link } : {}) }
}

function detectWith(one: Case, rule: Partial<GitleaksRule>, raw?: string): Pair[] {
  const complete: GitleaksRule = { ...EMPTY_RULE, ...rule }
  const fragment = { ...fragmentOf(one['fragment']), ...(raw === undefined ? {} : { raw }) }
  const findings = detectFragment(fragment, { rules: [complete], allowlists: [], maxDecodeDepth: 0 })
  return [[sorted(findings.map(fieldsOf)), sorted(expectedFindings(one['expected']))]]
}

function load(text: string, world: World): GitleaksConfig {
  return loadConfigText(text, 'config', {
    defaults: world.defaults,
    readFile: (path) => readFileSync(join(world.cwd, path), 'utf8'),
    onWarning: () => undefined,
  })
}

function settingsOf({ rules, allowlists }: GitleaksConfig) {
  return { rules: [...rules.values()], allowlists }
}
