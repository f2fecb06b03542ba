/** One secret: its value on request, its versions, who uses it, who may, and what was done to it. */
import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import type { SecretHistory, SecretPage as Page, SecretUsers } from '../api.gen.ts'
import { Failure } from '../failure.tsx'
import { dayAndTime, splitSecretName } from '../format.ts'
import { JournalRows } from '../journal/journal-rows.tsx'
import { useLoaded } from '../load.ts'
import { Mark } from '../mark.tsx'
import { Access } from './access.tsx'
import { Reveal } from './reveal.tsx'
import { apiPath, findNameIn } from './secret-path.ts'
import { Users } from './users.tsx'
import { Versions } from './versions.tsx'

function Facts({ name }: { readonly name: string }) {
  const query = new URLSearchParams({ prefix: name, limit: '1' })
  const row = useLoaded<Page>(`/api/secrets?${query}`).data?.secrets.find((one) => one.name === name)
  if (!row) return null
  const facts = [
    ['Provider', row.provider],
    ['Owner', row.owner],
    ...Object.entries(row.tags),
    ['About', row.description],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  return (
    <dl class="room-facts">
      {facts.map(([what, text]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function OneSecret({ name }: { readonly name: string }) {
  const { path, key } = splitSecretName(name)
  const history = useLoaded<SecretHistory>(apiPath('history', name))
  const users = useLoaded<SecretUsers>(apiPath('consumers', name))
  const isDeleted = Boolean(history.data?.deletedAt)
  useEffect(() => {
    document.title = `${key} · Rekey`
  }, [key])
  return (
    <main id="main" class="page secret" tabIndex={-1}>
      <p>
        <a href="/ui/secrets">Secrets</a>
      </p>
      <h1>
        <span class="muted">{path}</span>
        {key}
      </h1>
      <Facts name={name} />
      <Failure of={history.failure} />
      {history.data?.deletedAt && (
        <p>
          <Mark tone="old" glyph="✕" text={`Deleted ${dayAndTime(history.data.deletedAt)} UTC`} />
        </p>
      )}
      {history.data && !isDeleted && <Reveal name={name} />}
      {history.data && (
        <section aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          <Versions history={history.data} />
        </section>
      )}
      {users.data && <Users users={users.data} />}
      {history.data && <Access name={name} />}
      {history.data && <JournalRows subject={name} title="What was done" />}
    </main>
  )
}

export function SecretPage() {
  const name = findNameIn(useLocation().path)
  if (name === undefined) return null
  return <OneSecret key={name} name={name} />
}
