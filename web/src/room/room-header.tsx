/** Who, what, how bad, where people talk: the first line a person reads, and the actions on the incident itself. */
import { useState } from 'preact/hooks'
import type { IncidentRoom, Severity } from '../api.gen.ts'
import { count } from '../format.ts'
import { Mark } from '../mark.tsx'
import { STATES, VERDICTS } from '../wording.ts'
import { CloseDialog } from './close-dialog.tsx'
import { CommanderDialog } from './commander-dialog.tsx'
import { Documents } from './documents.tsx'

function SeverityFacts({ severity }: { readonly severity: Severity }) {
  return (
    <details
      class="facts"
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false
      }}
    >
      <summary>
        <span class={`severity ${severity.level.toLowerCase()}`}>{severity.level}</span>
        <span>
          {severity.label}, score {severity.score}
        </span>
      </summary>
      <div class="facts-panel">
        <table>
          <caption>Why {severity.level}</caption>
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <th scope="col">Because</th>
              <th scope="col" class="number">
                Points
              </th>
            </tr>
          </thead>
          <tbody>
            {severity.facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.name}</th>
                <td>{fact.because}</td>
                <td class="number">{fact.points}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** The two answers that everybody asks for first: are the old keys dead, and were they used? */
function Progress({ view }: { readonly view: IncidentRoom }) {
  const { rotations, verdict } = view
  const refused = rotations.filter((rotation) => rotation.oldRefused).length
  return (
    <>
      {rotations.length > 0 && (
        <span>
          {refused} of {count(rotations.length, 'old key')} refused
        </span>
      )}
      {verdict && (
        <a class={`answer-link ${VERDICTS[verdict.class].tone}`} href="#investigation">
          <Mark {...VERDICTS[verdict.class]} />
        </a>
      )}
    </>
  )
}

export function RoomHeader({ view }: { readonly view: IncidentRoom }) {
  const [dialog, setDialog] = useState<'commander' | 'close' | undefined>()
  const { incident, repository, commander } = view
  const dismiss = () => setDialog(undefined)
  return (
    <header class="room-head">
      <div class="room-title">
        <div class="room-state">
          <SeverityFacts severity={incident.severity} />
          <Mark {...STATES[incident.state]} />
          <Progress view={view} />
        </div>
        <h1>{incident.title}</h1>
        <dl class="room-facts">
          <div>
            <dt>Channel</dt>
            <dd>{incident.channel}</dd>
          </div>
          {repository && (
            <div>
              <dt>Repository</dt>
              <dd>
                {repository.name}, {repository.visibility}
              </dd>
            </div>
          )}
          <div>
            <dt>Commander</dt>
            <dd>
              {commander ?? <span class="missing">nobody yet</span>}{' '}
              {incident.state !== 'closed' && (
                <button type="button" class="link" onClick={() => setDialog('commander')}>
                  {commander ? 'hand over' : 'name one'}
                </button>
              )}
            </dd>
          </div>
        </dl>
      </div>
      <div class="room-actions">
        <Documents documents={view.documents} />
        {incident.state !== 'closed' && (
          <button type="button" onClick={() => setDialog('close')}>
            Close incident
          </button>
        )}
      </div>
      {dialog === 'commander' && <CommanderDialog incidentId={incident.id} current={commander} onClose={dismiss} />}
      {dialog === 'close' && <CloseDialog view={view} onClose={dismiss} />}
    </header>
  )
}
