/** `rekey rules`: which rules there are, what one looks for, and what a text would bring. Keys are masked. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineErrors } from '../base/errors.ts'
import { findNearest } from '../config/nearest.ts'
import { createCollector, type Hit } from '../scan/collect.ts'
import { listRules, type RuleFacts } from '../scan/rule-list.ts'
import type { ScanSettings, UserRule } from '../scan/user-rules/scan-settings.ts'
import { loadUserRules, readScanSettings } from '../scan/user-rules/settings-file.ts'
import type { Command, Io } from './command.ts'
import { leakKeyOf } from './leak-key.ts'
import { describeVerb } from './usage.ts'

export const rulesError = defineErrors({
  RULES_USAGE: { status: 400, exit: 2, hint: 'See `rekey help rules`.' },
  RULE_UNKNOWN: { status: 404, exit: 2, hint: '`rekey rules list` names them all.' },
  RULE_TEXT_UNREADABLE: { status: 404, exit: 2, hint: 'Name a file that you may read, or give the text on stdin.' },
})

export const command: Command = {
  name: 'rules',
  about: 'List the rules, show one, try one on a text, tell what each costs.',
  usage: 'list [--json] | show RULE [--json] | test [RULE [FILE]] | lint [--json]',
  examples: [
    'rekey rules list',
    'rekey rules show stripe-secret-key',
    'rekey rules test',
    'rekey rules test acme-token sample.txt',
  ],
  flags: { json: { type: 'boolean', about: 'Print JSON.' } },
  async run({ args, flags }, io) {
    const [verb, id, file] = args
    const settings = await readScanSettings(io.cwd)
    const rules = listRules(settings)
    warnOfTwins(rules, io)
    if (verb === 'list' && args.length > 1) throw rulesError('RULES_USAGE', 'rekey rules list takes no more words')
    if (verb === 'list') return print(io, flags['json'] === true ? json(rules) : listText(rules))
    if (verb === 'lint' && args.length === 1) {
      return (await import('./rules/lint.ts')).lintRules(settings, flags['json'] === true, io)
    }
    if (verb !== 'show' && verb !== 'test') {
      const { message, hint } = describeVerb('rules', verb, ['list', 'show', 'test', 'lint'])
      throw rulesError('RULES_USAGE', message, hint ? { hint } : undefined)
    }
    if (verb === 'test' && id === undefined) return testSamples(settings, io)
    if (id === undefined || args.length > (verb === 'show' ? 2 : 3))
      throw rulesError('RULES_USAGE', `rekey rules ${verb} takes a rule${verb === 'test' ? ' and a file' : ''}`)
    const rule = rules.find((candidate) => candidate.id === id)
    if (rule === undefined) {
      const near = findNearest(
        id,
        rules.map((candidate) => candidate.id),
      )
      throw rulesError('RULE_UNKNOWN', `there is no rule ${id}`, near ? { hint: `Did you mean ${near}?` } : undefined)
    }
    if (verb === 'show') return print(io, flags['json'] === true ? json(rule) : showText(rule))
    return test(rule, file, settings, io)
  },
}

/** Two rules of one name are told apart by nobody: not by a policy, not by a baseline. */
function warnOfTwins(rules: readonly RuleFacts[], io: Io): void {
  const catalogue = new Set(rules.filter(({ from }) => from === 'catalogue').map(({ id }) => id))
  for (const { id, from } of rules)
    if (from === 'rekey.yaml' && catalogue.has(id))
      io.stderr.write(`rule ${id} of rekey.yaml has the name of a rule of the catalogue: give it another one\n`)
}

/** The rules of rekey.yaml on their own examples and lookalikes. Exit 1 when one fails. */
async function testSamples({ rules }: ScanSettings, io: Io): Promise<number> {
  const { trySamples } = await import('../scan/user-rules/try-rule.ts')
  let failed = 0
  for (const rule of rules) {
    const problems = trySamples(rule, rules)
    const count = rule.examples.length + rule.lookalikes.length
    failed += problems.length
    const said = count === 0 ? 'no examples' : problems.length === 0 ? `${count} of ${count} as they should` : ''
    io.stdout.write(`${rule.id}: ${said}${problems.map((problem) => `\n  ${problem}`).join('')}\n`)
  }
  if (rules.length === 0) io.stdout.write('rekey.yaml has no rules: name one of the catalogue and a text\n')
  return failed > 0 ? 1 : 0
}

/** Exit 1 when the rule finds something, as of a scan. */
async function test(rule: RuleFacts, file: string | undefined, settings: ScanSettings, io: Io): Promise<number> {
  const bytes = file === undefined ? await readAll(io.stdin) : readFile(resolve(io.cwd, file))
  const userRules = await loadUserRules(settings)
  const collector = createCollector({ leakKey: leakKeyOf(io.env), onSkip: () => undefined, userRules })
  await collector.collect(one(bytes, file ?? 'stdin'), file ?? 'stdin')
  const found = collector.hits.filter((hit) => hit.rule === rule.id)
  const others = [...new Set(collector.hits.filter((hit) => hit.rule !== rule.id).map((hit) => hit.rule))]
  const also = others.length > 0 ? `Other rules that find something: ${others.join(', ')}\n` : ''
  const own = settings.rules.find(({ id }) => id === rule.id)
  const why = own && found.length === 0 ? await whyNothing(own, settings, { bytes, path: file ?? 'stdin' }) : ''
  io.stdout.write(`${found.map(hitText).join('')}${rule.id}: ${found.length} found${why}\n${also}`)
  return found.length > 0 ? 1 : 0
}

async function whyNothing(
  rule: UserRule,
  { rules }: ScanSettings,
  { bytes, path }: { readonly bytes: Uint8Array; readonly path: string },
): Promise<string> {
  const { whyNot } = await import('../scan/user-rules/try-rule.ts')
  return ` (${whyNot(rule, rules, { text: Buffer.from(bytes).toString(), path })})`
}

async function* one(bytes: Uint8Array, path: string): AsyncGenerator<{ bytes: Uint8Array; origin: { path: string } }> {
  yield { bytes, origin: { path } }
}

function hitText({ file, startLine, startColumn, masked, confidence, reasons, allowedBy }: Hit): string {
  const aside = allowedBy === undefined ? '' : ` (set aside by the comment ${allowedBy})`
  return `${file}:${startLine}:${startColumn}  ${confidence}  ${masked}${aside}\n  ${reasons.join('; ')}\n`
}

function listText(rules: readonly RuleFacts[]): string {
  const widest = (read: (rule: RuleFacts) => string): number => Math.max(...rules.map((rule) => read(rule).length))
  const [ids, names] = [widest(({ id }) => id), widest(({ provider }) => provider)]
  const lines = rules.map(({ id, provider, about }) => `${id.padEnd(ids)}  ${provider.padEnd(names)}  ${about}`)
  return `${lines.join('\n')}\n${rules.length} rules\n`
}

function showText(rule: RuleFacts): string {
  const lines: (readonly [string, string])[] = [
    ['about', rule.about],
    ['provider', `${rule.provider}, ${rule.kind}`],
    ['from', rule.from],
    ...(rule.pattern === undefined ? [] : [['pattern', rule.pattern] as const]),
    ...(rule.path === undefined ? [] : [['path', rule.path] as const]),
    ['literals', rule.literals.join(', ') || 'none: it runs on every text'],
    ...(rule.conditions ?? []).map((condition) => ['only', condition] as const),
    ...(rule.asks === undefined ? [] : [['asks', rule.asks] as const]),
    ...rule.examples.map((example) => ['finds', example] as const),
    ...rule.lookalikes.map((example) => ['passes', example] as const),
  ]
  return `${rule.id}\n${lines.map(([name, text]) => `  ${name.padEnd(9)} ${text}\n`).join('')}`
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw rulesError('RULE_TEXT_UNREADABLE', `${path} cannot be read`, { cause })
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Buffer))
  return Buffer.concat(parts)
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function print(io: Io, text: string): number {
  io.stdout.write(text)
  return 0
}
