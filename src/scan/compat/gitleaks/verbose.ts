/** A finding as `gitleaks --verbose` prints it. */
import { decodeBytes, encodeText } from './byte-text.ts'
import type { GitleaksFinding } from './finding.ts'
import { widthOf } from './text-width.ts'

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
  return `${[...lines, ...parts].map(([name, value]) => `${name.padEnd(12)} ${value}\n`).join('')}\n`
}

type Line = readonly [name: string, value: string]

/** A few bytes of the line stand beside the match where it is in the line; what was decoded is not. */
function findingText(finding: GitleaksFinding, plain: boolean): Line[] {
  const [line, match, secret] = [finding.line, finding.match, finding.secret].map((text) => bytesOf(text.trim())) as [
    string,
    string,
    string,
  ]
  const at = line.indexOf(match)
  const inMatch = match.indexOf(secret)
  if (plain || at < 0 || inMatch < 0 || finding.match.startsWith('file detected:'))
    return [
      ['Finding:', textOf(match)],
      ['Secret:', textOf(secret)],
    ]
  const before = at > BESIDE ? `...${line.slice(at - BESIDE, at)}` : line.slice(0, at)
  const end = at + match.length
  const after = line.length - 1 <= end ? '' : cutAfter(line.slice(end), BESIDE)
  const shown = cutAfter(secret, MAX_SECRET)
  const parts = [match.slice(0, inMatch), shown, match.slice(inMatch + secret.length)].map(block).join('')
  return [
    ['Finding:', `${textOf(before.replace(/^ +/, '').replace(/^\n/, ''))}${parts}${textOf(after)}`],
    ['Secret:', block(shown)],
  ]
}

const BESIDE = 20
const MAX_SECRET = 100

/** Lengths are counted in bytes: a text with one character for each. */
const bytesOf = (text: string): string => encodeText(text).toString('latin1')
const textOf = (bytes: string): string => decodeBytes(Buffer.from(bytes, 'latin1'))

/** What is styled is a block: tabs are four spaces, and lines are as wide as the widest. */
function block(bytes: string): string {
  const lines = textOf(bytes).replaceAll('\t', '    ').split('\n')
  const width = Math.max(...lines.map(widthOf))
  return lines.map((one) => one + ' '.repeat(width - widthOf(one))).join('\n')
}

function cutAfter(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text
}
