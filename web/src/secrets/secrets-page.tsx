/** All secrets that this person may see, as folders. Names only: a value is on the page of its secret, on request. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { SecretPage, SecretRow } from '../api.gen.ts'
import { ApiFailure, getJson } from '../api.ts'
import { Failure } from '../failure.tsx'
import { count } from '../format.ts'
import { identity } from '../session.ts'
import { secretPath } from './secret-path.ts'
import { treeOf, type Folder } from './tree.ts'

const PAGE = 500
/** A folder of this many opens by itself. */
const OPEN_UP_TO = 40

function SecretLine({ secret }: { readonly secret: SecretRow }) {
  return (
    <li class="secret-row">
      <a href={secretPath(secret.name)}>{secret.name.slice(secret.name.lastIndexOf('/') + 1)}</a>
      <span class="muted">{secret.provider ?? ''}</span>
      <span>{secret.version === null ? <span class="muted">no value</span> : `v${secret.version}`}</span>
      <span class="muted">{secret.consumers > 0 ? count(secret.consumers, 'consumer') : ''}</span>
      <span class="secret-about muted">{[secret.owner, secret.description].filter(Boolean).join(' · ')}</span>
    </li>
  )
}

function FolderView({ folder, depth }: { readonly folder: Folder; readonly depth: number }) {
  return (
    <li>
      <details class="folder" open={depth === 0 || folder.total <= OPEN_UP_TO}>
        <summary>
          <span class="folder-name">{folder.label}</span> <span class="muted">{folder.total}</span>
        </summary>
        <ul class="folder-content">
          {folder.folders.map((one) => (
            <FolderView key={one.path} folder={one} depth={depth + 1} />
          ))}
          {folder.secrets.map((secret) => (
            <SecretLine key={secret.name} secret={secret} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function EmptyState({ prefix }: { readonly prefix: string }) {
  if (prefix !== '') return <p>No name that you may see begins with “{prefix}”.</p>
  return (
    <section class="empty">
      <h2>No secrets yet, or none that you may see</h2>
      <dl class="commands">
        <dt>
          <code>rekey import .env --project shop --environment dev</code>
        </dt>
        <dd>brings what a file holds into an environment</dd>
        <dt>
          <code>rekey secret set shop/production/DATABASE_URL &lt; url.txt</code>
        </dt>
        <dd>stores one</dd>
      </dl>
    </section>
  )
}

export function SecretsPage() {
  const [prefix, setPrefix] = useState('')
  const [rows, setRows] = useState<readonly SecretRow[] | undefined>()
  const [next, setNext] = useState<string | undefined>()
  const [failure, setFailure] = useState<ApiFailure | undefined>()

  const load = async (after?: string): Promise<void> => {
    const query = new URLSearchParams({ limit: String(PAGE), ...(prefix && { prefix }), ...(after && { after }) })
    try {
      const page = await getJson<SecretPage>(`/api/secrets?${query}`)
      setRows((before) => (after === undefined ? page.secrets : [...(before ?? []), ...page.secrets]))
      setNext(page.next)
      setFailure(undefined)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      if (error.status === 401) identity.value = null
      else setFailure(error)
    }
  }

  useEffect(() => {
    document.title = 'Secrets · Rekey'
    // A keystroke is not a question yet.
    const timer = setTimeout(() => void load(), rows === undefined ? 0 : 200)
    return () => clearTimeout(timer)
  }, [prefix])

  const tree = useMemo(() => treeOf(rows ?? []), [rows])
  return (
    <main id="main" class="page" tabIndex={-1}>
      <h1>Secrets</h1>
      <Failure of={failure} />
      <div class="secrets-tools">
        <label for="prefix">Name begins with</label>
        <input
          id="prefix"
          type="search"
          placeholder="shop/production/"
          autocomplete="off"
          spellcheck={false}
          value={prefix}
          onInput={(event) => setPrefix(event.currentTarget.value)}
        />
        <span class="muted" role="status">
          {rows ? `${count(rows.length, 'secret')}${next === undefined ? '' : ', and more'}` : ''}
        </span>
      </div>
      {rows?.length === 0 && <EmptyState prefix={prefix} />}
      <ul class="secret-tree">
        {tree.map((folder) => (
          <FolderView key={folder.path} folder={folder} depth={0} />
        ))}
      </ul>
      {next !== undefined && (
        <button type="button" onClick={() => void load(next)}>
          Show {PAGE} more
        </button>
      )}
    </main>
  )
}
