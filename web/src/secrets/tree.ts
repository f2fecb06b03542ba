/** Names of secrets as a tree of folders: project, environment, then the path. Pure. */
import type { SecretRow } from '../api.gen.ts'

export interface Folder {
  /** The last part of its path. */
  readonly label: string
  readonly path: string
  readonly folders: readonly Folder[]
  readonly secrets: readonly SecretRow[]
  /** Secrets in it and below it. */
  readonly total: number
}

interface Growing {
  label: string
  path: string
  folders: Map<string, Growing>
  secrets: SecretRow[]
}

export function treeOf(rows: readonly SecretRow[]): readonly Folder[] {
  const root: Growing = { label: '', path: '', folders: new Map(), secrets: [] }
  for (const row of rows) {
    const parts = row.name.split('/').slice(0, -1)
    let at = root
    for (const part of parts) {
      const path = at.path === '' ? part : `${at.path}/${part}`
      let next = at.folders.get(part)
      if (!next) at.folders.set(part, (next = { label: part, path, folders: new Map(), secrets: [] }))
      at = next
    }
    at.secrets.push(row)
  }
  return grown(root).folders
}

function grown({ label, path, folders, secrets }: Growing): Folder {
  const below = [...folders.values()].map(grown).toSorted(byLabel)
  const total = secrets.length + below.reduce((sum, folder) => sum + folder.total, 0)
  return { label, path, folders: below, secrets: secrets.toSorted((a, b) => (a.name < b.name ? -1 : 1)), total }
}

const byLabel = (a: Folder, b: Folder): number => (a.label < b.label ? -1 : 1)
