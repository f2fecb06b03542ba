/**
 * Comments that let a line pass: our own, and those that other scanners left in a repository. They set a finding aside
 * and the report names them. A comment counts on the lines that a key touches; one for the next line, on the line before.
 */

const ON_LINE = [
  'rekey:allow',
  'gitleaks:allow',
  'betterleaks:allow',
  'trufflehog:ignore',
  'kingfisher:ignore',
  'kingfisher:allow',
  'ggignore',
  'pragma: allowlist secret',
  'pragma: whitelist secret',
  'secretlint-disable-line',
  'nosecret',
  'noseyparker:ignore',
] as const
const NEXT_LINE = ['pragma: allowlist nextline secret', 'secretlint-disable-next-line'] as const

/** A minified file is one line; a comment that belongs to a key stands near it. */
const MAX_LINE_BYTES = 8_192

/** The comment's name. `end` is exclusive. */
export function findAllowComment(bytes: Uint8Array, start: number, end: number): string | undefined {
  const lineStart = start === 0 ? 0 : bytes.lastIndexOf(0x0a, start - 1) + 1
  const newline = bytes.indexOf(0x0a, Math.max(start, end - 1))
  const line = textBetween(
    bytes,
    Math.max(lineStart, start - MAX_LINE_BYTES),
    Math.min(newline < 0 ? bytes.length : newline, end + MAX_LINE_BYTES),
  )
  const here = ON_LINE.find((mark) => isIn(line, mark))
  if (here !== undefined || lineStart === 0) return here
  const before = lineStart < 2 ? 0 : bytes.lastIndexOf(0x0a, lineStart - 2) + 1
  const above = textBetween(bytes, Math.max(before, lineStart - MAX_LINE_BYTES), lineStart)
  return NEXT_LINE.find((mark) => isIn(above, mark))
}

const patterns = new Map<string, RegExp>()

/** As a word of its own: `nosecrets.txt` is no comment. Spaces may stand in `pragma:allowlist secret` or not. */
function patternOf(mark: string): RegExp {
  let pattern = patterns.get(mark)
  if (pattern === undefined) {
    const words = mark.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    patterns.set(mark, (pattern = new RegExp(`(?<![\\w-])${words.join('\\s*')}(?![\\w.-]*\\w)`)))
  }
  return pattern
}

function isIn(line: string, mark: string): boolean {
  return line.includes(mark.slice(0, 5)) && patternOf(mark).test(line)
}

function textBetween(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
}
