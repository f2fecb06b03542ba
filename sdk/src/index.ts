/** The public face of `@rekey/sdk`. */
export { createClient } from './client.ts'
export type { AuthFailureOptions, Client, ClientOptions, SecretAdapter, SecretState } from './client.ts'
export type { TokenSource } from './api.ts'
export type { Login } from './log-in.ts'
export type { Secret, SecretListener } from './secret-cache.ts'
export { RekeySdkError } from './sdk-error.ts'
export type { RekeySdkErrorCode } from './sdk-error.ts'
