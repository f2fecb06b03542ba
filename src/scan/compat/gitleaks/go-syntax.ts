/**
 * Go's regular expressions (RE2 syntax) in JavaScript's. Each construct is parsed and written anew: case folding is
 * spelled out, because flags may change in the middle of a pattern; what RE2 refuses (look-around, back references,
 * possessive repetition) is refused with RE2's words. Made so that a match is the leftmost-first one of RE2.
 */
import { readEscape } from './go-escape.ts'
import { NO_FLAGS, readFlagGroup, type Flags } from './go-flags.ts'
import type { Target, Translation } from './go-translation.ts'
import { GoSyntaxError } from './go-syntax-error.ts'
import { classText, escapeCode, fold, MAX_CODE_POINT, negate, PERL, POSIX, isProperty, type Range } from './go-class.ts'

const MAX_REPEAT = 1_000

/** Throws GoSyntaxError. */
export function translateGo(pattern: string, target: Target): Translation {
  const parser = new Parser(pattern, target)
  const source = parser.parse()
  const { groups, needsUnicode, hasLineAnchors, isNested } = parser
  return { source, groups, needsUnicode, hasLineAnchors, isNested }
}

class Parser {
  readonly #text: string
  readonly #unicode: boolean
  #at = 0
  #flags: Flags = NO_FLAGS
  readonly #multiline: boolean
  /** What was read since the start of the atom may match in several ways. */
  #varies = false
  groups = 0
  needsUnicode = false
  hasLineAnchors = false
  isNested = false

  constructor(text: string, { unicode, multiline }: Target) {
    this.#text = text
    this.#unicode = unicode
    this.#multiline = multiline
  }

  parse(): string {
    const source = this.#alternation()
    if (this.#at < this.#text.length) throw new GoSyntaxError('unexpected )', this.#text)
    return source
  }

  #looking(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  #alternation(): string {
    let source = ''
    while (this.#at < this.#text.length && !this.#looking(')')) {
      if (this.#looking('|')) {
        this.#at++
        this.#varies = true
        source += '|'
      } else source += this.#repeated()
    }
    return source
  }

  /** One atom with its repetition. A change of flags is an atom of no text. */
  #repeated(): string {
    const start = this.#at
    const outside = this.#varies
    this.#varies = false
    const atom = this.#atom()
    const inside = this.#varies
    this.#varies ||= outside
    if (atom === undefined) {
      if (this.#repetition() !== undefined)
        throw new GoSyntaxError('missing argument to repetition operator', this.#text.slice(this.#at - 1, this.#at))
      return ''
    }
    const before = this.#at
    const repetition = this.#repetition()
    if (repetition === undefined) return atom
    if (/^(?:[*+]|\{\d+,)/.test(repetition)) this.isNested ||= inside
    this.#varies = true
    const more = this.#at
    if (this.#repetition() !== undefined)
      throw new GoSyntaxError('invalid nested repetition operator', this.#text.slice(before, this.#at))
    this.#at = more
    // JavaScript repeats no assertion; RE2 does, to no effect.
    const source = this.#text.slice(start, before)
    return /^(?:[\^$]|\\[bBAz])$/.test(source) ? `(?:${atom})${repetition}` : `${atom}${repetition}`
  }

  /** `*`, `+`, `?`, `{n,m}` with its laziness; undefined when none stands here. */
  #repetition(): string | undefined {
    const [found, low, comma, high] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.#text.slice(this.#at, this.#at + 32)) ?? []
    if (found === undefined || (comma === '' && high !== '' && high !== undefined)) return undefined
    this.#at += found.length
    if (low !== undefined) {
      const [least, most] = [Number(low), high === undefined || high === '' ? 0 : Number(high)]
      if (least > MAX_REPEAT || most > MAX_REPEAT || (high !== undefined && high !== '' && most < least))
        throw new GoSyntaxError('invalid repeat count', found)
    }
    const lazy = this.#looking('?')
    if (lazy) this.#at++
    return found + (lazy === this.#flags.swapGreed ? '' : '?')
  }

  #atom(): string | undefined {
    const char = this.#text[this.#at] as string
    if (char === '(') return this.#group()
    if (char === '[') return this.#class()
    if (char === '\\') return this.#escape()
    if (/[*+?]/.test(char) || /^\{\d+(?:,\d*)?\}/.test(this.#text.slice(this.#at, this.#at + 32))) {
      const start = this.#at
      this.#repetition()
      throw new GoSyntaxError('missing argument to repetition operator', this.#text.slice(start, this.#at))
    }
    this.#at++
    if (char === '.') return this.#flags.dotAll ? '[\\s\\S]' : '[^\\n]'
    if (char === '^' || char === '$') return this.#flags.multiline ? this.#lineAnchor(char) : this.#textAnchor(char)
    const code = this.#text.codePointAt(this.#at - 1) as number
    if (code > 0xffff) this.#at++
    return this.#literal(code)
  }

  #lineAnchor(char: string): string {
    this.hasLineAnchors = true
    if (this.#multiline) return char
    return char === '^' ? '(?<![^\\n])' : '(?![^\\n])'
  }

  #textAnchor(char: string): string {
    if (!this.#multiline) return char
    return char === '^' ? '(?<![\\s\\S])' : '(?![\\s\\S])'
  }

  #literal(code: number): string {
    if (this.#flags.fold) {
      const folded = fold([[code, code]])
      if (folded.length > 1 || (folded[0] as Range)[0] !== (folded[0] as Range)[1]) return this.#written(folded)
    }
    return code > 0xffff && !this.#unicode ? this.#written([[code, code]]) : escapeCode(code)
  }

  #written(ranges: readonly Range[]): string {
    return classText(ranges, this.#unicode)
  }

  #group(): string | undefined {
    const rest = this.#text.slice(this.#at)
    const outer = this.#flags
    let open = '('
    if (rest.startsWith('(?')) {
      const named = /^\(\?P?<([^>]*)>/.exec(rest)
      if (/^\(\?P?</.test(rest) && !/^\(\?<[=!]/.test(rest)) {
        if (!named || !/^\w+$/.test(named[1] as string))
          throw new GoSyntaxError('invalid named capture', named?.[0] ?? rest)
        this.#at += named[0].length
        this.groups++
      } else {
        const { flags, length, isGroup } = readFlagGroup(rest, this.#flags)
        this.#flags = flags
        this.#at += length
        if (!isGroup) return undefined
        open = '(?:'
      }
    } else {
      this.#at++
      this.groups++
    }
    const inner = this.#alternation()
    if (!this.#looking(')')) throw new GoSyntaxError('missing closing )', this.#text)
    this.#at++
    this.#flags = outer
    return `${open}${inner})`
  }

  #escape(): string | undefined {
    const letter = this.#text[this.#at + 1]
    if (letter === undefined) throw new GoSyntaxError('trailing backslash at end of expression', '')
    if (letter === 'Q') return this.#quoted()
    const assertion = { A: '^', z: '$', b: '\\b', B: '\\B' }[letter]
    if (assertion !== undefined) {
      this.#at += 2
      return assertion === '^' || assertion === '$' ? this.#textAnchor(assertion) : assertion
    }
    const ranges = this.#classEscape()
    if (ranges !== undefined) return typeof ranges === 'string' ? `[${ranges}]` : this.#written(ranges)
    return this.#literal(this.#character())
  }

  #quoted(): string | undefined {
    const end = this.#text.indexOf('\\E', this.#at)
    const inner = this.#text.slice(this.#at + 2, end < 0 ? undefined : end)
    this.#at = end < 0 ? this.#text.length : end + 2
    const literals = Array.from(inner).map((char) => this.#literal(char.codePointAt(0) as number))
    // A repetition behind it belongs to the last character, which therefore stands outside.
    return literals.length === 0 ? '(?:)' : literals.join('')
  }

  /** `\d`, `\W`, `\pL`, `\P{Greek}`: its set, or JavaScript's own notation of a Unicode class. */
  #classEscape(): Range[] | string | undefined {
    const letter = this.#text[this.#at + 1]
    if (letter === undefined) throw new GoSyntaxError('trailing backslash at end of expression', '')
    const perl = PERL[letter.toLowerCase()]
    if (perl !== undefined) {
      this.#at += 2
      const set = this.#flags.fold ? fold(perl) : [...perl]
      return letter === letter.toLowerCase() ? set : negate(set)
    }
    if (letter !== 'p' && letter !== 'P') return undefined
    const [found, braced, single] = /^\\[pP](?:\{(\^?[^}]*)\}|([^{]))/su.exec(this.#text.slice(this.#at)) ?? []
    if (found === undefined) throw new GoSyntaxError('invalid character class range', this.#text.slice(this.#at))
    const name = (braced ?? single) as string
    const isNegated = (letter === 'P') !== name.startsWith('^')
    const property = name.replace(/^\^/, '')
    if (property === 'Any') {
      this.#at += found.length
      return isNegated ? [] : [[0, MAX_CODE_POINT]]
    }
    const known = [property, `Script=${property}`].find((one) => isProperty(one))
    if (known === undefined) throw new GoSyntaxError('invalid character class range', found)
    this.#at += found.length
    this.needsUnicode = true
    return `\\${isNegated ? 'P' : 'p'}{${known}}`
  }

  /** One escaped character: its code point. Throws on what is none. */
  #character(): number {
    const { code, length } = readEscape(this.#text.slice(this.#at + 1))
    this.#at += 1 + length
    return code
  }

  #class(): string {
    const start = this.#at
    this.#at++
    const isNegated = this.#looking('^')
    if (isNegated) this.#at++
    const ranges: Range[] = []
    const properties: string[] = []
    for (let first = true; first || !this.#looking(']'); first = false) {
      if (this.#at >= this.#text.length) throw new GoSyntaxError('missing closing ]', this.#text.slice(start))
      const set = this.#classMember()
      if (typeof set === 'string') properties.push(set)
      else ranges.push(...set)
    }
    this.#at++
    // Go's class never spans a line break by itself: only a pattern that names it does.
    if (properties.length === 0) return this.#written(isNegated ? negate(ranges) : ranges)
    return `[${isNegated ? '^' : ''}${this.#written(ranges).slice(1, -1)}${properties.join('')}]`
  }

  #classMember(): readonly Range[] | string {
    const [posix, caret, name] = /^\[:(\^?)([a-z]+):\]/.exec(this.#text.slice(this.#at, this.#at + 16)) ?? []
    if (posix !== undefined) {
      const set = POSIX[name as string]
      if (set === undefined) throw new GoSyntaxError('invalid character class range', posix)
      this.#at += posix.length
      const all = this.#flags.fold ? fold(set) : set
      return caret ? negate(all) : all
    }
    if (this.#looking('\\')) {
      const set = this.#classEscape()
      if (set !== undefined) return set
    }
    const start = this.#at
    const from = this.#classCharacter()
    let to = from
    if (this.#looking('-') && this.#at + 1 < this.#text.length && this.#text[this.#at + 1] !== ']') {
      this.#at++
      to = this.#classCharacter()
      if (to < from) throw new GoSyntaxError('invalid character class range', this.#text.slice(start, this.#at))
    }
    return this.#flags.fold ? fold([[from, to]]) : [[from, to]]
  }

  #classCharacter(): number {
    if (this.#looking('\\')) {
      if (/[dswpDSWP]/.test(this.#text[this.#at + 1] ?? ''))
        throw new GoSyntaxError('invalid character class range', this.#text.slice(this.#at, this.#at + 2))
      return this.#character()
    }
    const code = this.#text.codePointAt(this.#at)
    if (code === undefined) throw new GoSyntaxError('missing closing ]', this.#text)
    this.#at += code > 0xffff ? 2 : 1
    return code
  }
}
