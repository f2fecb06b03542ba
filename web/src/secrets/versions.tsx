/** The versions of a secret, the newest first: which is current, who stored it, when. */
import type { SecretHistory, VersionView } from '../api.gen.ts'
import { dayAndTime } from '../format.ts'
import { Mark } from '../mark.tsx'
import type { Tone } from '../wording.ts'

const LABELS: Readonly<Record<string, { tone: Tone; glyph: string }>> = {
  current: { tone: 'new', glyph: '●' },
  pending: { tone: 'wait', glyph: '◐' },
  previous: { tone: 'quiet', glyph: '○' },
}

function Labels({ version }: { readonly version: VersionView }) {
  return (
    <span class="labels">
      {version.labels.map((label) => (
        <Mark key={label} text={label} {...(LABELS[label] ?? { tone: 'quiet', glyph: '·' })} />
      ))}
      {version.state !== 'enabled' && <Mark tone="old" glyph="✕" text={version.state} />}
    </span>
  )
}

export function Versions({ history }: { readonly history: SecretHistory }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Stage</th>
          <th scope="col">Stored, UTC</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {history.versions
          .toSorted((a, b) => b.number - a.number)
          .map((version) => (
            <tr key={version.number}>
              <th scope="row">v{version.number}</th>
              <td>
                <Labels version={version} />
              </td>
              <td>{dayAndTime(version.createdAt)}</td>
              <td>{version.createdBy}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
