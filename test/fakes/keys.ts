/** Texts that look like keys, made at run time so that no file holds one. */
import { expandTemplate, seededPick } from '../contract/expand-template.ts'

export function fakeGithubToken(seed = 1): string {
  return expandTemplate('ghp_{A-Za-z0-9:30}{checksum}', seededPick(seed))
}

export function fakeMysqlPassword(seed = 1): string {
  return expandTemplate('{A-Za-z0-9:24}', seededPick(seed))
}

export function fakeMysqlUrl(seed = 1): string {
  return `mysql://shop:${fakeMysqlPassword(seed)}@db-1.shop.internal:3306/shop`
}
