/**
 * The small part of Markdown that our own documents use, as data: headings, paragraphs, lists with check
 * boxes, quotes, tables, fences, rules. What it does not know stays text; it never makes HTML. Pure.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph' | 'quote' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }

export interface ListItem {
  readonly text: string
  /** Undefined when the item has no check box. */
  readonly checked?: boolean
}

export interface Span {
  readonly kind: 'text' | 'strong' | 'em' | 'code' | 'link'
  readonly text: string
  readonly href?: string
}

const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/
const HEADING = /^(#{1,6})\s+(.*)$/
const FENCE = /^```/
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

const startsBlock = (line: string) =>
  line.trim() === '' ||
  HEADING.test(line) ||
  FENCE.test(line) ||
  RULE.test(line) ||
  ITEM.test(line) ||
  /^\s*[>|]/.test(line)

function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim())
}

/** Takes lines from `from` on as long as they pass; answers them and the index behind. */
function take(lines: readonly string[], from: number, passes: (line: string) => boolean): [string[], number] {
  let end = from
  while (end < lines.length && passes(lines[end] ?? '')) end++
  return [lines.slice(from, end), end]
}

function listBlock(lines: readonly string[]): Block {
  const items: ListItem[] = []
  for (const line of lines) {
    const match = ITEM.exec(line)
    const last = items.at(-1)
    if (match) items.push({ text: match[3] ?? '', ...(match[2] && { checked: match[2] !== ' ' }) })
    else if (last) items[items.length - 1] = { ...last, text: `${last.text} ${line.trim()}` }
  }
  return { kind: 'list', ordered: /^\s*\d/.test(lines[0] ?? ''), items }
}

export function parseMarkdown(source: string): Block[] {
  // Comments are notes to the author of the file, not to its reader.
  const lines = source.replaceAll(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const heading = HEADING.exec(line)
    if (line.trim() === '') at++
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' })
      at++
    } else if (FENCE.test(line)) {
      const [code, end] = take(lines, at + 1, (next) => !FENCE.test(next))
      blocks.push({ kind: 'code', text: code.join('\n') })
      at = end + 1
    } else if (RULE.test(line)) {
      blocks.push({ kind: 'rule' })
      at++
    } else if (/^\s*>/.test(line)) {
      const [quote, end] = take(lines, at, (next) => /^\s*>/.test(next))
      blocks.push({ kind: 'quote', text: quote.map((one) => one.replace(/^\s*>\s?/, '')).join(' ') })
      at = end
    } else if (/^\s*\|/.test(line) && TABLE_RULE.test(lines[at + 1] ?? '')) {
      const [rows, end] = take(lines, at + 2, (next) => /^\s*\|/.test(next))
      blocks.push({ kind: 'table', head: cellsOf(line), rows: rows.map(cellsOf) })
      at = end
    } else if (ITEM.test(line)) {
      const [items, end] = take(lines, at, (next) => ITEM.test(next) || (/^\s{2,}\S/.test(next) && !FENCE.test(next)))
      blocks.push(listBlock(items))
      at = end
    } else {
      const [rest, end] = take(lines, at + 1, (next) => !startsBlock(next))
      blocks.push({ kind: 'paragraph', text: [line, ...rest].map((one) => one.trim()).join(' ') })
      at = end
    }
  }
  return blocks
}

const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|(?<![\w\\])_([^_\s][^_]*)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)/g

/** A backslash before punctuation says: this is a character, no markup. */
const plain = (text: string): string => text.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')

/** Only http, https and mail addresses become links; any other target stays text. */
export function parseSpans(text: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) spans.push({ kind: 'text', text: plain(text.slice(end, match.index)) })
    const [whole, code, strong, starred, underlined, label, href] = match
    const em = starred ?? underlined
    if (code !== undefined) spans.push({ kind: 'code', text: code })
    else if (strong !== undefined) spans.push({ kind: 'strong', text: plain(strong) })
    else if (em !== undefined) spans.push({ kind: 'em', text: plain(em) })
    else if (label && href && /^(https?|mailto):/i.test(href)) spans.push({ kind: 'link', text: label, href })
    else spans.push({ kind: 'text', text: whole })
    end = match.index + whole.length
  }
  if (end < text.length) spans.push({ kind: 'text', text: plain(text.slice(end)) })
  return spans
}
