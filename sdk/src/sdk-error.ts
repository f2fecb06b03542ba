/**
 * What can go wrong between a process and the Rekey server, as stable codes.
 * A message never holds a value or a token.
 */
export type RekeySdkErrorCode =
  | 'AUTH_REQUIRED'
  | 'ACCESS_DENIED'
  | 'SECRET_NOT_FOUND'
  | 'REQUEST_REFUSED'
  | 'SERVER_UNREACHABLE'
  | 'ANSWER_INVALID'
  | 'OPTION_INVALID'
  | 'CLIENT_CLOSED'
  | 'CREDENTIAL_REFUSED'

const HINTS: Record<RekeySdkErrorCode, string> = {
  AUTH_REQUIRED: 'Check the machine token: it may be missing, expired or revoked.',
  ACCESS_DENIED: 'Ask for the read permission on this secret for this identity.',
  SECRET_NOT_FOUND: 'Check the name: project/environment/NAME.',
  REQUEST_REFUSED: 'The server did not accept the request; its message says why.',
  SERVER_UNREACHABLE: 'Check that the server runs and that its address is right.',
  ANSWER_INVALID: 'Is this the address of a Rekey server, or of a proxy in front of it?',
  OPTION_INVALID: 'Correct the option and create the client again.',
  CLIENT_CLOSED: 'Do not use a client after close().',
  CREDENTIAL_REFUSED: 'The provider refuses the current version. Rotate it or store the right value.',
}

export class RekeySdkError extends Error {
  readonly code: RekeySdkErrorCode
  readonly hint: string

  constructor(code: RekeySdkErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'RekeySdkError'
    this.code = code
    this.hint = options.hint ?? HINTS[code]
  }
}

/** True when the server gave no usable answer (down, restarting, overloaded): trying again may help. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof RekeySdkError && error.code === 'SERVER_UNREACHABLE'
}

/** True when the server said no to this name: trying again will not help until somebody changes something. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RekeySdkError && (error.code === 'ACCESS_DENIED' || error.code === 'SECRET_NOT_FOUND')
}

export function asSdkError(error: unknown): RekeySdkError {
  if (error instanceof RekeySdkError) return error
  return new RekeySdkError('SERVER_UNREACHABLE', error instanceof Error ? error.message : String(error), {
    cause: error,
  })
}
