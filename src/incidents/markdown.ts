/**
 * Text of strangers inside our Markdown. File names, repository names, user agents and notes come from outside:
 * they may hold links, mentions, tables, HTML or letters that turn the line around. Nothing of that may work.
 */

const MAX_CHARACTERS = 300
/** For sentences of ours, into which names of strangers are woven. */
export const LONG_TEXT = 1_200

/** Control, zero-width, bidirectional and line-breaking characters: they hide or reorder what a reader sees. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu
const MARKUP = /[\\`*[\]{}<>|~&$]/g
/** `_` inside a word is plain text already: DATABASE_URL stays readable. */
const OUTER_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
/** Ends a mention (`@team`) or a bare mail address without changing how it looks. */
const WORD_JOINER = '\u2060'

/** One line, nothing invisible. */
function tame(text: string, maxCharacters = MAX_CHARACTERS): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(INVISIBLE, '\uFFFD').trim()
  const characters = Array.from(line)
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters).join('')}…` : line
}

/** Running text: no markup, no HTML, no mention, no automatic link. Also safe in a table cell and a list item. */
export function plain(text: string, maxCharacters = MAX_CHARACTERS): string {
  return tame(text, maxCharacters)
    .replaceAll(MARKUP, (character) => `\\${character}`)
    .replaceAll(OUTER_UNDERSCORE, '\\_')
    .replaceAll('://', ':\\//')
    .replaceAll(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replaceAll('@', `@${WORD_JOINER}`)
    .replace(/^([-+#=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}

/** A name or value as code. Also safe in a table cell, where GitHub reads `|` before code. */
export function code(text: string): string {
  const line = tame(text).replaceAll('|', '\\|') || '(empty)'
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return line.startsWith('`') || line.endsWith('`') ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`
}

/** Cells are Markdown already: strangers' text goes through `plain` or `code` first. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}
