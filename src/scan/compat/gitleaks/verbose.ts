/** A finding as `gitleaks --verbose` prints it. */
import { printableText } from './byte-text.ts'
import type { GitleaksFinding } from './finding.ts'

/** `plain`: as with --no-color, where gitleaks leaves out what stands beside the match. Colours are never printed. */
export function verboseText(finding: GitleaksFinding, plain: boolean): string {
  const { tags, file, commit } = finding
  const lines: (readonly [string, string])[] = [
    ...findingText(finding, plain),
    ['RuleID:', finding.ruleId],
    ['Entropy:', finding.entropy.toFixed(6)],
  ]
  if (file !== '') {
    if (tags.length > 0) lines.push(['Tags:', `[${tags.join(' ')}]`])
    lines.push(['File:', file], ['Line:', String(finding.startLine)])
    if (commit !== '')
      lines.push(['Commit:', commit], ['Author:', finding.author], ['Email:', finding.email], ['Date:', finding.date])
    lines.push(['Fingerprint:', finding.fingerprint])
    if (commit !== '' && finding.link !== '') lines.push(['Link:', finding.link])
  }
  const parts = finding.required.map(({ ruleId, startLine, secret }, index): readonly [string, string] => [
    index === 0 ? 'Required:' : '',
    `${ruleId}:${startLine}:${cut(secret.trim(), 40)}`,
  ])
  return printableText([...lines, ...parts].map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join('')) + '\n'
}

type Line = readonly [name: string, value: string]

/** A few bytes of the line stand beside the match where it is in the line; what was decoded is not. */
function findingText(finding: GitleaksFinding, plain: boolean): Line[] {
  const [line, match, secret] = [finding.line.trim(), finding.match.trim(), finding.secret.trim()]
  const at = line.indexOf(match)
  const inMatch = match.indexOf(secret)
  if (plain || at < 0 || inMatch < 0 || finding.match.startsWith('file detected:'))
    return [
      ['Finding:', match],
      ['Secret:', secret],
    ]
  const before = at > BESIDE ? `...${line.slice(at - BESIDE, at)}` : line.slice(0, at)
  const end = at + match.length
  const after = line.length - 1 <= end ? '' : cutAfter(line.slice(end), BESIDE)
  const shown = cutAfter(secret, MAX_SECRET)
  const parts = [match.slice(0, inMatch), shown, match.slice(inMatch + secret.length)].map(block).join('')
  return [
    ['Finding:', `${before.replace(/^ +/, '').replace(/^\n/, '')}${parts}${after}`],
    ['Secret:', block(shown)],
  ]
}

const BESIDE = 20
const MAX_SECRET = 100

/** What is styled is a block: tabs are four spaces, and lines are as long as the longest. */
function block(text: string): string {
  const lines = text.replaceAll('\t', '    ').split('\n')
  const width = Math.max(...lines.map((one) => one.length))
  return lines.map((one) => one.padEnd(width)).join('\n')
}

function cutAfter(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text
}
