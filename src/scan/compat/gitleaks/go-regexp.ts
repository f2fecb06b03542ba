/**
 * A regular expression as Go runs it, on JavaScript's engine. Compiles lazily and in two forms: without the flag `u`,
 * which V8 can run in linear time when a pattern turns out to be costly, and with it for text beyond the basic plane.
 */
import { GoSyntaxError } from './go-syntax-error.ts'
import { translateGo } from './go-syntax.ts'

export interface GoMatch {
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

export interface GoRegexp {
  /** As it was written. */
  readonly source: string
  readonly groups: number
  test(text: string): boolean
  /** Leftmost, non-overlapping, as Go's FindAllStringIndex: an empty match right behind a match does not count. */
  findAll(text: string): GoMatch[]
  /** The whole match and its groups ('' where a group took no part), or undefined. */
  groupsOf(text: string): string[] | undefined
}

const SURROGATE = /[\ud800-\udfff]/

/** Throws GoSyntaxError with RE2's words. */
export function compileGo(source: string): GoRegexp {
  const plain = translateGo(source, false)
  const forms: { plain?: RegExp; unicode?: RegExp } = {}
  const formFor = (text: string): RegExp => {
    if (plain.needsUnicode || SURROGATE.test(text))
      return (forms.unicode ??= compile(translateGo(source, true).source, 'gu', source))
    return (forms.plain ??= compile(plain.source, 'g', source))
  }
  // A pattern that this engine cannot take is refused when it is loaded, not when a file is read.
  if (plain.needsUnicode) forms.unicode = compile(translateGo(source, true).source, 'gu', source)
  else forms.plain = compile(plain.source, 'g', source)
  return {
    source,
    groups: plain.groups,
    test(text) {
      const form = formFor(text)
      form.lastIndex = 0
      return form.test(text)
    },
    findAll: (text) => findAll(formFor(text), text),
    groupsOf(text) {
      const form = formFor(text)
      form.lastIndex = 0
      return form.exec(text)?.map((group) => group ?? '')
    },
  }
}

function compile(translated: string, flags: string, source: string): RegExp {
  try {
    return new RegExp(translated, flags)
  } catch {
    throw new GoSyntaxError('expression too large or not supported', source)
  }
}

function findAll(form: RegExp, text: string): GoMatch[] {
  const matches: GoMatch[] = []
  let lastEnd = -1
  form.lastIndex = 0
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    const end = found.index + found[0].length
    if (found[0] !== '') matches.push({ start: found.index, end })
    else {
      if (found.index !== lastEnd) matches.push({ start: found.index, end })
      form.lastIndex += form.unicode && (text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1
    }
    lastEnd = end
  }
  return matches
}

/** All patterns in one, as alternatives. */
export function joinGo(sources: readonly string[]): GoRegexp {
  return compileGo(`(?:${sources.join('|')})`)
}
