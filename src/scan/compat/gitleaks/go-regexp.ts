/**
 * A regular expression as Go runs it, on JavaScript's engine. Compiles lazily and in two forms: without the flag `u`,
 * which V8 can run in linear time when a pattern turns out to be costly, and with it for text beyond the basic plane.
 */
import { GoSyntaxError } from './go-syntax-error.ts'
import { translateGo } from './go-syntax.ts'
import type { Target } from './go-translation.ts'

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

/** Line ends of JavaScript that are none of Go. */
const OTHER_LINE_END = /[\r\u2028\u2029]/

/** Throws GoSyntaxError with RE2's words. */
export function compileGo(source: string): GoRegexp {
  const facts = translateGo(source, { unicode: false, multiline: false })
  const { needsUnicode, hasLineAnchors, isNested, groups } = facts
  if (needsUnicode && isNested)
    throw new GoSyntaxError('Unicode classes in nested repetitions are not supported', source)
  const forms = new Map<string, RegExp>()
  const formOf = (target: Target): RegExp => {
    const flags = `g${target.multiline ? 'm' : ''}${target.unicode ? 'u' : ''}`
    let form = forms.get(flags)
    if (form === undefined) forms.set(flags, (form = compile(translateGo(source, target).source, flags, source)))
    return form
  }
  // Nested repetitions keep to the forms that V8 can run in linear time, at the price of exactness beside CR and emoji.
  const formFor = (text: string): RegExp =>
    formOf({
      unicode: needsUnicode || (!isNested && SURROGATE.test(text)),
      multiline: hasLineAnchors && (isNested || !OTHER_LINE_END.test(text)),
    })
  // A pattern that this engine cannot take is refused when it is loaded, not when a file is read.
  formFor('')
  return {
    source,
    groups,
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

/** All patterns in one, as alternatives. Each has to be one of its own. Throws GoSyntaxError. */
export function joinGo(sources: readonly string[]): GoRegexp {
  for (const source of sources) translateGo(source, { unicode: false, multiline: false })
  return compileGo(`(?:${sources.join('|')})`)
}
