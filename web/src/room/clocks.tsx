/** The clocks: how long the key was exposed, how late we noticed, and every duty to report with its own start. */
import type { ComponentChildren } from 'preact'
import type { ClockView, IncidentSummary } from '../api.gen.ts'
import { serverNow } from '../clock.ts'
import { count, dayAndTime, millisBetween, span } from '../format.ts'
import { Countdown, Stopwatch, Time } from '../time.tsx'
import type { Tone } from '../wording.ts'

interface CellProps {
  readonly label: string
  readonly tone: Tone
  readonly value: ComponentChildren
  readonly children: ComponentChildren
}

function Cell({ label, tone, value, children }: CellProps) {
  return (
    <li class={`clock ${tone}`}>
      <span class="clock-label">{label}</span>
      <span class="clock-value">{value}</span>
      <span class="clock-note">{children}</span>
    </li>
  )
}

/** A duty is shown calmly until its last day. */
const URGENT_MS = 24 * 3_600_000

function LegalClock({ clock }: { readonly clock: ClockView }) {
  if (clock.state === 'met' && clock.metAt) {
    return (
      <Cell label={clock.name} tone="ok" value="Met">
        {clock.recipient}, at <Time at={clock.metAt} />
      </Cell>
    )
  }
  const overdue = clock.state === 'overdue'
  const urgent = clock.dueAt !== null && Date.parse(clock.dueAt) - serverNow.value < URGENT_MS
  return (
    <Cell
      label={clock.name}
      tone={overdue ? 'old' : urgent ? 'wait' : 'quiet'}
      value={clock.dueAt && <Countdown to={clock.dueAt} />}
    >
      {overdue ? 'overdue' : 'left'}, {clock.recipient}
      {clock.dueAt && <>, {dayAndTime(clock.dueAt)}</>}
    </Cell>
  )
}

const ORDER: Readonly<Record<ClockView['state'], number>> = { overdue: 0, running: 1, met: 2, 'not-started': 3 }
const SHOWN = 3

export function Clocks({ incident, clocks }: { readonly incident: IncidentSummary; readonly clocks: ClockView[] }) {
  const sorted = clocks.toSorted(
    (a, b) => ORDER[a.state] - ORDER[b.state] || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''),
  )
  const shown = sorted.filter((clock) => clock.state !== 'not-started').slice(0, SHOWN)
  const waiting = clocks.filter((clock) => clock.state === 'not-started').length
  const exposed = !incident.containedAt
  return (
    <section class="clocks" aria-label="Clocks">
      <ul>
        <Cell
          label="Exposed for"
          tone={exposed ? 'old' : 'ok'}
          value={<Stopwatch from={incident.leakedAt} to={incident.containedAt} />}
        >
          {exposed ? 'still usable, since ' : 'ended at '}
          <Time at={incident.containedAt ?? incident.leakedAt} />
        </Cell>
        <Cell label="Noticed after" tone="quiet" value={span(millisBetween(incident.leakedAt, incident.detectedAt))}>
          at <Time at={incident.detectedAt} /> UTC
        </Cell>
        {shown.map((clock) => (
          <LegalClock key={clock.id} clock={clock} />
        ))}
      </ul>
      {clocks.length > 0 && (
        <details class="clock-reasons">
          <summary>Why these clocks{waiting > 0 && `, and ${count(waiting, 'other')} not started`}</summary>
          <dl>
            {sorted.map((clock) => (
              <div key={clock.id}>
                <dt>
                  {clock.name}, {clock.recipient}
                </dt>
                <dd>
                  {clock.state === 'not-started' ? 'Not started. ' : ''}
                  {clock.why}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  )
}
