/**
 * The longest text that a pattern can match, from its source: Infinity when a quantifier has no end. The widest
 * look-around counts once, because the engine's window must show what it looks at. Knows the syntax that rules use.
 */
export function longestMatch(source: string): number {
  const parser: Parser = { source, at: 0, lookaround: 0 }
  const length = alternatives(parser)
  if (parser.at !== source.length) throw new Error(`unexpected ")" at ${parser.at} in ${source}`)
  return length + parser.lookaround
}

interface Parser {
  readonly source: string
  at: number
  lookaround: number
}

function alternatives(parser: Parser): number {
  let longest = 0
  for (;;) {
    longest = Math.max(longest, sequence(parser))
    if (parser.source[parser.at] !== '|') return longest
    parser.at++
  }
}

function sequence(parser: Parser): number {
  let total = 0
  while (parser.at < parser.source.length && !'|)'.includes(parser.source[parser.at] as string)) {
    const length = atom(parser)
    const times = quantifier(parser)
    total += length === 0 ? 0 : length * times
  }
  return total
}

function atom(parser: Parser): number {
  const rest = parser.source.slice(parser.at)
  const group = /^\((?:\?(?:<?[=!]|:|<\w+>))?/.exec(rest)?.[0]
  if (group !== undefined) {
    parser.at += group.length
    const length = alternatives(parser)
    parser.at++
    if (!/[=!]$/.test(group)) return length
    parser.lookaround = Math.max(parser.lookaround, length)
    return 0
  }
  const [single] = /^(?:\[(?:\\.|[^\]\\])*\]|\\u\{[0-9a-f]+\}|\\x..|\\u....|\\k<\w+>|\\.|[^])/i.exec(
    rest,
  ) as RegExpExecArray
  parser.at += single.length
  return single === '^' || single === '$' || single === '\\b' || single === '\\B' ? 0 : 1
}

function quantifier(parser: Parser): number {
  const [text, bounds] = /^(?:[*+?]|\{(\d+(?:,\d*)?)\})?\??/.exec(parser.source.slice(parser.at)) as unknown as [
    string,
    string?,
  ]
  parser.at += text.length
  if (bounds !== undefined) return bounds.endsWith(',') ? Infinity : Number(bounds.split(',').at(-1))
  return text.startsWith('*') || text.startsWith('+') ? Infinity : 1
}
