/**
 * Reads rekey.yaml into flat names (`server.port`), each with its line. Refuses what it does not
 * understand; an error names file and line and never repeats the text, which may hold a secret.
 */
import { readFile } from 'node:fs/promises'
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { configError } from './config-error.ts'

/** The name that is looked for in the working folder. */
export const CONFIG_FILE = 'rekey.yaml'

/** Rules and policy of scans: lists, read and judged by the scanner itself. */
const SCAN_PART = 'scan'

export interface FileEntry {
  readonly value: string | number | boolean
  readonly line: number
}

/** Undefined when there is no such file and it was not asked for by name. */
export async function readConfigFile(path: string, isRequired: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    if (isAbsent && !isRequired) return undefined
    throw configError('CONFIG_FILE_UNREADABLE', `${path} ${isAbsent ? 'does not exist' : 'cannot be read'}`, { cause })
  }
}

/** Every leaf of the file by its dotted name. Throws CONFIG_FILE_INVALID with the line. */
export function parseConfigFile(text: string, path: string): Map<string, FileEntry> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const invalid = (message: string, offset: number): Error =>
    configError('CONFIG_FILE_INVALID', `${path}:${lines.linePos(offset).line}: ${message}`)
  const [error] = document.errors
  if (error) throw invalid(explain(error.code), error.pos[0])

  const entries = new Map<string, FileEntry>()
  const visit = (map: YAMLMap, prefix: string): void => {
    for (const { key, value } of map.items) {
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0
      if (!isScalar(key) || typeof key.value !== 'string') throw invalid('a key must be a name', offset)
      const name = prefix + key.value
      if (name === SCAN_PART) continue
      if (isMap(value)) {
        visit(value, `${name}.`)
        continue
      }
      const leaf = isScalar(value) ? value.value : undefined
      if (typeof leaf !== 'string' && typeof leaf !== 'number' && typeof leaf !== 'boolean') {
        throw invalid(`${name} must have one value: a text, a number, true or false`, offset)
      }
      if (entries.has(name)) throw invalid(`${name} is set twice`, offset)
      entries.set(name, { value: leaf, line: lines.linePos(offset).line })
    }
  }
  if (document.contents === null) return entries
  if (!isMap(document.contents)) throw invalid('the file must hold options as `name: value`', 0)
  visit(document.contents, '')
  return entries
}

/** The parser's own sentences quote the text; these do not. */
function explain(code: string): string {
  const known: Record<string, string> = {
    TAB_AS_INDENT: 'a tab stands where spaces must',
    DUPLICATE_KEY: 'a key is set twice',
    BAD_INDENT: 'the indentation does not fit the lines above',
    MISSING_CHAR: 'a quote, bracket or colon is missing',
    MULTILINE_IMPLICIT_KEY: 'a key is not followed by a colon',
    UNEXPECTED_TOKEN: 'a character stands where none is expected',
  }
  return known[code] ?? `this is not valid YAML (${code.toLowerCase().replaceAll('_', ' ')})`
}
