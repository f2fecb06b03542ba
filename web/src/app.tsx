/** The frame of every page: who is signed in, the way home, the theme, and the page itself. */
import { LocationProvider, Route, Router } from 'preact-iso'
import { useEffect, useState } from 'preact/hooks'
import { IncidentList } from './incident-list.tsx'
import { JournalPage } from './journal/journal-page.tsx'
import { RoomPage } from './room/room-page.tsx'
import { SecretPage } from './secrets/secret-page.tsx'
import { SecretsPage } from './secrets/secrets-page.tsx'
import { identity, loadSession, signOut } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { nextTheme, theme } from './theme.ts'

const THEME_WORDS = { system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' } as const

function TopBar() {
  return (
    <header class="topbar">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <a class="brand" href="/ui/">
        Rekey
      </a>
      <nav aria-label="Pages">
        <a href="/ui/">Incidents</a>
        <a href="/ui/secrets">Secrets</a>
        <a href="/ui/journal">Journal</a>
      </nav>
      <span class="grow" />
      {identity.value && <span class="who">{identity.value.name}</span>}
      <button type="button" class="quiet" onClick={nextTheme}>
        {THEME_WORDS[theme.value]}
      </button>
      {identity.value && (
        <button type="button" class="quiet" onClick={() => void signOut()}>
          Sign out
        </button>
      )}
    </header>
  )
}

function NotFound() {
  return (
    <main id="main" class="page narrow" tabIndex={-1}>
      <h1>No such page</h1>
      <p>
        Go to the <a href="/ui/">list of incidents</a>.
      </p>
    </main>
  )
}

function Pages() {
  return (
    <Router>
      <Route path="/ui" component={IncidentList} />
      <Route path="/ui/incidents/:id" component={RoomPage} />
      <Route path="/ui/secrets" component={SecretsPage} />
      <Route path="/ui/secrets/:name+" component={SecretPage} />
      <Route path="/ui/journal" component={JournalPage} />
      <Route default component={NotFound} />
    </Router>
  )
}

function Unreachable({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <main id="main" class="page narrow" tabIndex={-1}>
      <h1>The server does not answer</h1>
      <p>Check that it runs and that this machine can reach it.</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </main>
  )
}

export function App() {
  const [unreachable, setUnreachable] = useState(false)
  const ask = () => {
    setUnreachable(false)
    loadSession().catch(() => setUnreachable(true))
  }
  useEffect(ask, [])

  const page = () => {
    if (unreachable) return <Unreachable onRetry={ask} />
    if (identity.value === undefined) return <main id="main" class="page" aria-busy="true" tabIndex={-1} />
    return identity.value ? <Pages /> : <SignIn />
  }
  return (
    <LocationProvider scope={/^\/ui(\/|$)/}>
      <TopBar />
      {page()}
    </LocationProvider>
  )
}
