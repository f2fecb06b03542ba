/** All incidents, newest first, and what to do when there are none yet. */
import { useEffect, useState } from 'preact/hooks'
import type { IncidentSummary } from './api.gen.ts'
import { ApiFailure, getJson } from './api.ts'
import { atMostEvery } from './at-most-every.ts'
import { browserTimers } from './clock.ts'
import { ConnectionNotice } from './connection-notice.tsx'
import { Failure } from './failure.tsx'
import { dayAndTime, millisBetween, span } from './format.ts'
import { openLive } from './live.ts'
import { Mark } from './mark.tsx'
import { identity } from './session.ts'
import { STATES } from './wording.ts'

const RELOAD_MS = 1000

function EmptyState() {
  return (
    <section class="empty">
      <h2>Nothing has leaked here</h2>
      <p>
        An incident opens by itself when a push, a scan or a webhook finds a key where it must not be. To see one now:
      </p>
      <dl class="commands">
        <dt>
          <code>rekey scan .</code>
        </dt>
        <dd>looks through a working tree and its whole history</dd>
        <dt>
          <code>rekey drill</code>
        </dt>
        <dd>leaks two keys on purpose and plays the whole night, on parts of its own</dd>
      </dl>
    </section>
  )
}

function Row({ incident }: { readonly incident: IncidentSummary }) {
  const { severity } = incident
  return (
    <li class="incident-row">
      <span class={`severity ${severity.level.toLowerCase()}`}>{severity.level}</span>
      <a class="incident-title" href={`/ui/incidents/${incident.id}`}>
        {incident.title}
      </a>
      <Mark {...STATES[incident.state]} />
      <span class="incident-when">
        Noticed {dayAndTime(incident.detectedAt)} UTC,{' '}
        {incident.containedAt
          ? `exposed for ${span(millisBetween(incident.leakedAt, incident.containedAt))}`
          : `exposed since ${dayAndTime(incident.leakedAt)}, still usable`}
      </span>
      <span class="incident-channel">{incident.channel}</span>
    </li>
  )
}

export function IncidentList() {
  const [incidents, setIncidents] = useState<IncidentSummary[] | undefined>()
  const [failure, setFailure] = useState<ApiFailure | undefined>()

  useEffect(() => {
    document.title = 'Incidents · Rekey'
    const load = async () => {
      try {
        setIncidents((await getJson<{ incidents: IncidentSummary[] }>('/api/incidents')).incidents)
        setFailure(undefined)
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error
        if (error.status === 401) identity.value = null
        else setFailure(error)
      }
    }
    const request = atMostEvery(RELOAD_MS, load, browserTimers)
    request()
    const live = openLive(request)
    return () => live.close()
  }, [])

  const open = incidents?.filter((incident) => incident.state !== 'closed') ?? []
  return (
    <main id="main" class="page" tabIndex={-1}>
      <ConnectionNotice />
      <h1>Incidents</h1>
      <Failure of={failure} />
      {incidents?.length === 0 && <EmptyState />}
      {incidents && incidents.length > 0 && (
        <>
          <p class="lead">{open.length === 0 ? 'All are closed.' : `${open.length} open of ${incidents.length}.`}</p>
          <ul class="incidents">
            {incidents.map((incident) => (
              <Row key={incident.id} incident={incident} />
            ))}
          </ul>
        </>
      )}
    </main>
  )
}
