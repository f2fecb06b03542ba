/** What went wrong and what to do, as the server put it. */
import type { ApiFailure } from './api.ts'

export function Failure({ of }: { readonly of: ApiFailure | undefined }) {
  if (!of) return null
  return (
    <p class="failure" role="alert">
      <strong>{of.message}</strong> {of.hint}
    </p>
  )
}
