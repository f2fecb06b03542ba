/**
 * The filters of ListSecrets and BatchGetSecretValue. Names, tags and regions are compared by their beginning,
 * letter by letter; descriptions and `all` word by word, without regard to case. A `!` before a value negates it.
 */
import type { Filter } from './service-model.ts'

export interface Filterable {
  readonly name: string
  readonly description: string
  readonly tags: Readonly<Record<string, string>>
  readonly primaryRegion: string | undefined
  readonly owningService: string | undefined
}

/** Every filter must match; of the values of one filter, any. */
export function matchesFilters(secret: Filterable, filters: readonly Filter[]): boolean {
  return filters.every(({ Key: key = 'all', Values: values = [] }) =>
    values.some((value) => {
      const isNegated = value.startsWith('!')
      return matchesValue(secret, key, isNegated ? value.slice(1) : value) !== isNegated
    }),
  )
}

function matchesValue(secret: Filterable, key: NonNullable<Filter['Key']>, value: string): boolean {
  const begins = (texts: readonly (string | undefined)[]): boolean => texts.some((text) => text?.startsWith(value))
  switch (key) {
    case 'name':
      return begins([secret.name])
    case 'tag-key':
      return begins(Object.keys(secret.tags))
    case 'tag-value':
      return begins(Object.values(secret.tags))
    case 'primary-region':
      return begins([secret.primaryRegion])
    case 'owning-service':
      return begins([secret.owningService])
    case 'description':
      return matchesWords(value, secret.description)
    case 'all':
      return [secret.name, secret.description, secret.owningService ?? '', ...Object.entries(secret.tags).flat()].some(
        (text) => matchesWords(value, text),
      )
  }
}

/** Every word that is asked for must be the beginning of some word of the text. */
function matchesWords(asked: string, text: string): boolean {
  const wanted = splitWords(asked)
  const words = splitWords(text)
  return wanted.length > 0 && wanted.every((want) => words.some((word) => word.startsWith(want)))
}

const SPECIAL = ['/', '-', '_', '+', '=', '.', '@']

/**
 * Words end at special characters and before a character that is followed by small letters (`MyTest` is two, and so
 * is `my test`). A text that mixes special characters (`my/secret+value`) stays whole: AWS was seen to do so.
 */
function splitWords(text: string): string[] {
  const used = SPECIAL.filter((character) => text.includes(character))
  if (used.length > 1) return [text.toLowerCase()]
  const parts = used[0] === undefined ? [text] : text.split(used[0])
  return parts
    .flatMap((part) => part.split(/([^a-z][a-z]+)/))
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean)
}
