/** What stands behind a backslash in Go's regular expressions, when it means one character. */
import { MAX_CODE_POINT } from './go-class.ts'
import { GoSyntaxError } from './go-syntax-error.ts'

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }

/** Octal, hexadecimal, control characters, and marks that stand for themselves. Throws GoSyntaxError on the rest. */
export function readEscape(rest: string): { readonly code: number; readonly length: number } {
  const [octal] = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest) ?? []
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), length: octal.length }
  const [hex, braced, plain] = /^x(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(rest) ?? []
  if (hex !== undefined) {
    const code = Number.parseInt((braced ?? plain) as string, 16)
    if (code > MAX_CODE_POINT) throw new GoSyntaxError('invalid escape sequence', `\\${hex}`)
    return { code, length: hex.length }
  }
  const control = CONTROL[rest[0] ?? '']
  if (control === undefined && !/^[!-/:-@[-`{-~]/.test(rest)) {
    const shown = Array.from(rest).slice(0, /^x[^{]/u.test(rest) ? 3 : 1)
    throw new GoSyntaxError('invalid escape sequence', `\\${shown.join('')}`)
  }
  return { code: control ?? rest.charCodeAt(0), length: 1 }
}
