/**
 * The one error class. Each folder declares a table with `defineErrors`; the code is stable API.
 * A message says what happened, the hint says how to go on. Neither may hold a secret value.
 */
export interface ErrorSpec {
  /** HTTP status when a server answers with this error. */
  readonly status: number
  /** Process exit code when a command ends with this error (2 = error, 3 = refused or incomplete). */
  readonly exit: number
  /** What to do next, in one sentence. */
  readonly hint: string
  readonly retryable?: boolean
}

export class RekeyError extends Error {
  readonly code: string
  readonly status: number
  readonly exit: number
  readonly hint: string
  readonly retryable: boolean

  constructor(code: string, spec: ErrorSpec, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'RekeyError'
    this.code = code
    this.status = spec.status
    this.exit = spec.exit
    this.hint = options.hint ?? spec.hint
    this.retryable = spec.retryable ?? false
  }
}

export type ErrorFactory<T extends Record<string, ErrorSpec>> = ((
  code: keyof T & string,
  message: string,
  options?: { cause?: unknown; hint?: string },
) => RekeyError) & { readonly table: T }

/** Declares a folder's errors. The returned function builds one; an unknown code is a type error. */
export function defineErrors<const T extends Record<string, ErrorSpec>>(table: T): ErrorFactory<T> {
  const build = (code: keyof T & string, message: string, options?: { cause?: unknown; hint?: string }): RekeyError =>
    new RekeyError(code, table[code] as ErrorSpec, message, options)
  return Object.assign(build, { table })
}

export function isRekeyError(error: unknown, code?: string): error is RekeyError {
  return error instanceof RekeyError && (code === undefined || error.code === code)
}

/** The text of any thrown thing, for messages and journal lines. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
