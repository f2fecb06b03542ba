/**
 * Pages of a list. A NextToken says after which item to go on, sealed to the identity, its scope and the question
 * that it belongs to: one of another list, another question or another's key is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { AwsError } from './aws-error.ts'

export interface Pages {
  /** Key of this server's tokens. */
  readonly key: Buffer
  /** Everything that the list depends on. */
  readonly question: string
}

const invalidToken = (): AwsError => new AwsError('InvalidNextTokenException', 'The NextToken value is invalid.')

function signature({ key, question }: Pages, after: string): Buffer {
  return createHmac('sha256', key).update(`next token\n${question}\n${after}`).digest()
}

export function writeToken(pages: Pages, after: string): string {
  return Buffer.concat([signature(pages, after), Buffer.from(after)]).toString('base64url')
}

/** After which item to go on. Throws InvalidNextTokenException. */
export function readToken(pages: Pages, token: string): string {
  const bytes = Buffer.from(token, 'base64url')
  const after = bytes.subarray(32).toString()
  if (bytes.length < 33 || !timingSafeEqual(bytes.subarray(0, 32), signature(pages, after))) throw invalidToken()
  return after
}

/** One page of items that are in order already; `idOf` names an item for the token. */
export function takePage<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  pages: Pages,
  { max, token }: { max: number; token: string | undefined },
): { page: T[]; nextToken: string | undefined } {
  let start = 0
  if (token !== undefined) {
    const after = readToken(pages, token)
    // An item that is gone meanwhile: nobody knows where it stood, so the list begins anew.
    start = items.findIndex((item) => idOf(item) === after) + 1
  }
  const page = items.slice(start, start + max)
  const last = page.at(-1)
  return { page, nextToken: last && start + max < items.length ? writeToken(pages, idOf(last)) : undefined }
}
