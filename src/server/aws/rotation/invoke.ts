/**
 * Calls a rotation function over HTTP, as a Lambda is invoked: the event is the body, and a header says when the
 * function itself failed. What a function says about its failure may hold the value it works on, so none of it is
 * kept but the name of the error.
 */
export interface RotationEvent {
  readonly Step: 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret'
  readonly SecretId: string
  readonly ClientRequestToken: string
}

/** Lambda's own limit is 15 minutes; a step that takes longer than this is tried again. */
const TIMEOUT_MS = 5 * 60_000
const MAX_ANSWER_BYTES = 64 * 1024

/** Undefined when it went well, else one sentence. Redirects are not followed: the address is the operator's. */
export async function invokeFunction(
  url: string,
  event: RotationEvent,
  signal: AbortSignal,
): Promise<string | undefined> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' },
      body: JSON.stringify(event),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
  } catch {
    return `the function did not answer in step ${event.Step}`
  }
  const text = await readStart(response)
  if (!response.ok) return `the function answered ${response.status} in step ${event.Step}`
  if (response.headers.get('x-amz-function-error') === null && findErrorType(text) === undefined) return undefined
  return `the function failed in step ${event.Step}: ${findErrorType(text) ?? 'an error without a name'}`
}

async function readStart(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of response.body ?? []) {
      parts.push(part as Uint8Array)
      size += (part as Uint8Array).length
      if (size > MAX_ANSWER_BYTES) break
    }
  } catch {
    // The status is known; what is missing of the body was only the name of an error.
  }
  return Buffer.concat(parts).toString('utf8')
}

/** `{"errorType":"ValueError","errorMessage":…}`: the name of a class, and nothing else. */
function findErrorType(text: string): string | undefined {
  try {
    const { errorType, errorMessage } = JSON.parse(text) as { errorType?: unknown; errorMessage?: unknown }
    if (typeof errorType === 'string' && /^[A-Za-z_][\w.]{0,79}$/.test(errorType)) return errorType
    return errorMessage === undefined ? undefined : 'Error'
  } catch {
    return undefined
  }
}
