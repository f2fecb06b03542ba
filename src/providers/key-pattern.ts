/**
 * Reads how a provider file writes the form of a key, `pat[A-Za-z0-9]{14}\.[a-f0-9]{64}`, and makes of it what a rule
 * needs besides: samples, samples that are too short, bounds. Knows classes, literals, `{n}`, `{n,m}`, `?` and groups of
 * alternatives without groups inside; anything else is an error when the program starts.
 */

/** A character, or a class with how often it comes. */
interface Part {
  /** As a template writes it: `a-f0-9`; undefined for a literal. */
  readonly characters?: string
  readonly literal?: string
  /** Texts one of which stands here; the first is `literal`. */
  readonly choices?: readonly string[]
  readonly least: number
  readonly most: number
}

export interface KeyPattern {
  readonly source: string
  readonly parts: readonly Part[]
  readonly longest: number
}

const TOKEN = /\[((?:\\.|[^\]\\])+)\]|\\([dw])|\(\?:([^()]*)\)|\\([^\w\s])|([^[\]{}()|*+?^$\\])/y
const TIMES = /\{(\d+)(?:,(\d+))?\}|\?/y

export function readKeyPattern(source: string): KeyPattern {
  const parts = partsOf(source)
  return { source, parts, longest: parts.reduce((sum, { most, literal }) => sum + most * (literal?.length ?? 1), 0) }
}

function partsOf(source: string): Part[] {
  const parts: Part[] = []
  for (let at = 0; at < source.length;) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(source)
    if (token === null) throw new TypeError(`cannot read the key pattern ${source} at ${at}`)
    TIMES.lastIndex = TOKEN.lastIndex
    const times = TIMES.exec(source)
    at = times === null ? TOKEN.lastIndex : TIMES.lastIndex
    const [, least = times?.[0] === '?' ? '0' : '1', most = times?.[0] === '?' ? '1' : least] = times ?? []
    const [, characters, short, group, escaped, plain] = token
    const literal = escaped ?? plain
    const count = { least: Number(least), most: Number(most) }
    if (group !== undefined) parts.push(...groupParts(group, count))
    else if (literal !== undefined) parts.push({ literal, ...count })
    else
      parts.push({
        characters: characters === undefined ? (short === 'd' ? '0-9' : 'A-Za-z0-9_') : inTemplate(characters),
        ...count,
      })
  }
  return parts
}

/** The first alternative stands for all in samples; where all are fixed texts, they are kept as beginnings of keys. */
function groupParts(group: string, { least, most }: { least: number; most: number }): Part[] {
  const choices = group.split('|')
  const [first = [], ...others] = choices.map(partsOf)
  if (least === 0) return []
  if (least === 1 && most === 1 && others.length > 0 && /^[\w|-]+$/.test(group)) {
    const longest = choices.reduce((a, b) => (b.length > a.length ? b : a))
    return [{ literal: choices[0] as string, choices, least: 1, most: longest.length / (choices[0] as string).length }]
  }
  return Array.from({ length: most }, () => first).flat()
}

/** `\w.-` as the templates of samples write it. */
function inTemplate(characters: string): string {
  return characters.replace(/\\w/g, 'A-Za-z0-9_').replace(/\\d/g, '0-9').replace(/\\(.)/g, '$1')
}

/** A sample of the key, as a template. `keep` tells how much of each class it has. */
function template(parts: readonly Part[], count: (part: Part) => number): string {
  return parts
    .map((part) =>
      part.characters === undefined
        ? (part.literal as string).repeat(part.least)
        : `{${part.characters}:${count(part)}}`,
    )
    .join('')
}

export function sampleOf({ parts }: KeyPattern): string {
  return template(parts, ({ least, most }) => Math.floor((least + most) / 2))
}

/** A sample that lacks a quarter of its longest part. */
export function shortSampleOf({ parts }: KeyPattern): string {
  const longest = parts.reduce(
    (best, part) => (part.characters !== undefined && part.least > best.least ? part : best),
    { least: 0 } as Part,
  )
  return template(parts, (part) => (part === longest ? Math.max(1, Math.floor(part.least * 0.75)) : part.least))
}

/** What each key of this form holds, one of them at least: its beginning, else the longest fixed text inside. */
export function fixedTexts({ parts }: KeyPattern): string[] {
  const beginnings = textsFrom(parts, 0)
  if (beginnings.every((text) => text.length >= 3)) return beginnings
  const inside = parts
    .map((_, from) => textsFrom(parts, from))
    .filter((texts) => texts.every((text) => text.length >= 3))
  return inside.reduce(
    (best, texts) => ((texts[0]?.length ?? 0) > (best[0]?.length ?? 0) ? texts : best),
    [] as string[],
  )
}

function textsFrom(parts: readonly Part[], from: number): string[] {
  let texts = ['']
  for (const { literal, choices, least, most } of parts.slice(from)) {
    if (literal === undefined || (choices === undefined && least !== most)) break
    texts = texts.flatMap((text) => (choices ?? [literal.repeat(least)]).map((choice) => text + choice))
  }
  return texts
}

/** What may not follow: more of what the key ends with. */
export function boundaryBehind({ parts }: KeyPattern): string {
  const last = parts.at(-1)?.characters ?? ''
  const more = ['_', '+', '/', '='].filter((character) => last.includes(character))
  return `(?![A-Za-z0-9${more.join('')}${last.endsWith('-') ? '-' : ''}])`
}

/** Bits per character that random keys of this form have nearly always. */
export function leastEntropy({ parts }: KeyPattern): number {
  const random = parts.filter(({ characters }) => characters !== undefined)
  const length = random.reduce((sum, { least }) => sum + least, 0)
  const hex = random.every(({ characters }) => /^[a-fA-F0-9-]+$/.test(characters as string))
  return length < 16 ? 2.2 : length < 24 ? 2.6 : hex ? 2.8 : 3.2
}
