/**
 * Makes samples of templates, so that no file holds a text that looks like a key.
 * `{A-Za-z0-9:24}` is 24 random characters of a class; `{checksum}` is the token checksum of the random run
 * before it, `{checksum:hex}` that of Cloudflare; `{checksum:hex-reversed}` (Grafana) and `{checksum:base36}` (GitLab) are
 * of the whole token before them. Braces of any other form stay as they are.
 */
import { checksumBase36, checksumHex, checksumHexReversed, tokenChecksum } from '../base/token-checksum.ts'

/** Whole numbers in [0, below). */
export type PickNumber = (below: number) => number

/** Deterministic numbers (mulberry32): a failing sample comes again. Not for anything secret. */
export function seededPick(seed: number): PickNumber {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export function expandTemplate(template: string, pick: PickNumber = seededPick(1)): string {
  let lastRun = ''
  let made = ''
  let end = 0
  for (const { 0: whole, 1: characters, 2: length, 3: kind, index } of template.matchAll(PLACES)) {
    made += template.slice(end, index)
    end = index + whole.length
    if (characters === undefined) made += checksumOf(kind, lastRun, made)
    else {
      const alphabet = alphabetOf(characters)
      lastRun = Array.from({ length: Number(length) }, () => alphabet[pick(alphabet.length)]).join('')
      made += lastRun
    }
  }
  return made + template.slice(end)
}

const PLACES = /\{(?:([^{}\s]+):(\d+)|checksum(?::(hex|hex-reversed|base36))?)\}/g

/** `made` ends with the token as far as it stands. */
function checksumOf(kind: string | undefined, lastRun: string, made: string): string {
  const token = /[\w.-]*$/.exec(made)?.[0] ?? ''
  if (kind === 'hex') return checksumHex(lastRun)
  if (kind === 'hex-reversed') return checksumHexReversed(token.replace(/_$/, ''))
  return kind === 'base36' ? checksumBase36(token) : tokenChecksum(lastRun)
}

/** The characters of `A-Za-z0-9_-`; a dash at an end stands for itself. */
function alphabetOf(characters: string): string[] {
  const alphabet: string[] = []
  for (let i = 0; i < characters.length; i++) {
    const first = characters.charCodeAt(i)
    const isRange = characters[i + 1] === '-' && i + 2 < characters.length
    const last = isRange ? characters.charCodeAt(i + 2) : first
    for (let code = first; code <= last; code++) alphabet.push(String.fromCharCode(code))
    if (isRange) i += 2
  }
  return alphabet
}
