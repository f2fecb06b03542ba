/** Tags of a request, as the store keeps them. */
import { invalidParameter } from './aws-error.ts'
import type { Tag } from './service-model.ts'

const MAX_TAGS = 50
/** Letters, numbers and spaces of every script, and a few signs. */
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Throws InvalidParameterException. */
export function readTags(tags: readonly Tag[]): { tags: Record<string, string>; keys: string[] } {
  const keys = tags.map(({ Key: key }) => key ?? '')
  if (keys.some((key) => key === '')) throw invalidParameter('A tag needs a Key.')
  if (new Set(keys).size < keys.length) throw invalidParameter('A tag Key must not be given twice.')
  if (keys.length > MAX_TAGS) throw invalidParameter(`A secret has at most ${MAX_TAGS} tags.`)
  const reserved = keys.find((key) => /^aws:/i.test(key))
  if (reserved !== undefined) throw invalidParameter('Tag keys that begin with "aws:" are reserved.')
  const strange = tags.find(({ Key: key = '', Value: value = '' }) => !ALLOWED.test(key) || !ALLOWED.test(value))
  if (strange) throw invalidParameter('A tag holds a character that is not allowed.')
  return { keys, tags: Object.fromEntries(tags.map(({ Key: key = '', Value: value = '' }) => [key, value])) }
}
