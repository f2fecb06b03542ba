/** A finding as `gitleaks --verbose` prints it. */
import { printableText } from './byte-text.ts'
import type { GitleaksFinding } from './finding.ts'

export function verboseText(finding: GitleaksFinding): string {
  const { tags, file, commit } = finding
  const lines: (readonly [string, string])[] = [
    ['Finding:', findingText(finding)],
    ['Secret:', finding.secret.trim()],
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

/** Without colours gitleaks prints the match alone. */
function findingText({ match }: GitleaksFinding): string {
  return match.trim()
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 3)}...` : text
}
