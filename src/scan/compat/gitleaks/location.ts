/**
 * Where a match lies, as gitleaks counts. Its quirks are part of its format, because baselines compare positions: on
 * every line but a fragment's first, columns count the line break before the line; behind the last line break the
 * line text begins at the fragment's start; a match that ends there has no end column when it began before.
 */
export interface Location {
  /** From 0, within the fragment. */
  readonly startLine: number
  readonly endLine: number
  /** Where the column counting of the start began: columns are bytes from there. */
  readonly startBase: number
  /** The same for the end; undefined when gitleaks leaves the end column at 0. */
  readonly endBase: number | undefined
  /** The text that stands for the line. */
  readonly lineStart: number
  readonly lineEnd: number
}

export function lineBreaks(text: string): number[] {
  const breaks: number[] = []
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks.push(at)
  return breaks
}

export function locate(text: string, breaks: readonly number[], start: number, end: number): Location {
  const ends = breaks.length === 0 ? [text.length] : breaks
  const baseOf = (line: number): number => (line === 0 ? 0 : (ends[line - 1] as number))
  const startLine = firstAtLeast(ends, start + 1)
  if (startLine === ends.length) {
    const base = ends.at(-1) as number
    const line = ends.length
    return {
      startLine: line,
      endLine: line,
      startBase: base,
      endBase: base,
      lineStart: 0,
      lineEnd: restOfLine(text, end),
    }
  }
  const line = { startLine, startBase: baseOf(startLine), lineStart: baseOf(startLine) }
  const endLine = firstAtLeast(ends, end)
  const endFound = endLine < ends.length && baseOf(endLine) < end
  const endBase = endFound ? baseOf(endLine) : undefined
  // An empty match at the end of a line ends before it starts: the start then has the last word.
  if (!endFound || endLine < startLine)
    return { ...line, endLine: startLine, endBase, lineEnd: Math.max(end, ends[startLine] as number) }
  return { ...line, endLine, endBase, lineEnd: Math.max(end, ends[endLine] as number) }
}

function restOfLine(text: string, from: number): number {
  const rest = /[\r\n]/g
  rest.lastIndex = from
  return rest.exec(text)?.index ?? Math.max(from, text.length)
}

/** Index of the first value that is not below `least`; the length when there is none. */
function firstAtLeast(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}
