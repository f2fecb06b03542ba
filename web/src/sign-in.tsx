/** Exchanges the one-time setup token for a session cookie. The token is neither stored nor put in the address. */
import { useState } from 'preact/hooks'
import { ApiFailure } from './api.ts'
import { signIn } from './session.ts'

export function SignIn() {
  const [token, setToken] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ApiFailure | undefined>()

  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    setFailure(undefined)
    try {
      await signIn(token.trim())
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <main id="main" class="page narrow sign-in" tabIndex={-1}>
      <h1>Sign in</h1>
      <p>
        <code>rekey up</code> printed a setup token next to this address. It works once and for a short time.
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <label for="token">Setup token</label>
        <input
          id="token"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={token}
          aria-invalid={failure ? 'true' : undefined}
          aria-describedby={failure ? 'token-failure' : undefined}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        {failure && (
          <p id="token-failure" class="failure" role="alert">
            <strong>{failure.message}</strong> {failure.hint}
          </p>
        )}
        <button type="submit" class="primary" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  )
}
