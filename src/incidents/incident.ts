/**
 * The incident as a pure state machine: which event leads where, and what stands against it. No I/O, no clock.
 *
 *   triage → containing → contained → closed, and back by `reopen`.
 *
 * A refusal is an answer, not an exception: it lists all that is missing, so that a person can see it at once.
 */
export const INCIDENT_STATES = ['triage', 'containing', 'contained', 'closed'] as const
export type IncidentState = (typeof INCIDENT_STATES)[number]

export type IncidentEvent =
  /** A rotation started, or a person began to contain by hand. */
  | { readonly type: 'start-containing' }
  | ({ readonly type: 'contain' } & OpenWork)
  | ({ readonly type: 'close'; readonly verdict: boolean; readonly postmortem: boolean } & OpenWork)
  | { readonly type: 'reopen'; readonly reason: string }

interface OpenWork {
  /** Secrets whose rotation is not done: the old key may still work. */
  readonly openRotations: readonly string[]
  /** Why it is right to go on although a rotation is open or none was started. */
  readonly reason?: string | undefined
}

export type Transition =
  | { readonly ok: true; readonly state: IncidentState; readonly changed: boolean }
  | { readonly ok: false; readonly refusals: readonly string[] }

export function transition(state: IncidentState, event: IncidentEvent): Transition {
  if (event.type === 'reopen') return reopen(state, event.reason)
  if (state === 'closed') {
    return event.type === 'close' ? stay(state) : refuse(['The incident is closed. Reopen it first, with a reason.'])
  }
  switch (event.type) {
    case 'start-containing':
      return go(state, 'containing')
    case 'contain': {
      const open = whatIsOpen(state, event)
      return open.length ? refuse(open) : go(state, 'contained')
    }
    case 'close': {
      const missing = whatIsOpen(state, event)
      if (!event.verdict) missing.push('No verdict is recorded: was the key used by somebody else?')
      if (!event.postmortem) missing.push('The draft of the post-mortem is not written.')
      return missing.length ? refuse(missing) : go(state, 'closed')
    }
  }
}

function whatIsOpen(state: IncidentState, { openRotations, reason }: OpenWork): string[] {
  if (reason?.trim()) return []
  if (openRotations.length) {
    return openRotations.map((secret) => `The rotation of ${secret} is not done: finish it, or state a reason.`)
  }
  // Without a rotation nothing proves that the key is dead, so a person has to say why it is.
  return state === 'triage' ? ['Nothing was contained: no rotation was started and no reason is stated.'] : []
}

function reopen(state: IncidentState, reason: string): Transition {
  if (state !== 'closed') return refuse(['The incident is not closed.'])
  return reason.trim() ? go(state, 'triage') : refuse(['State why the incident is opened again.'])
}

const go = (from: IncidentState, to: IncidentState): Transition => ({ ok: true, state: to, changed: from !== to })
const stay = (state: IncidentState): Transition => go(state, state)
const refuse = (refusals: readonly string[]): Transition => ({ ok: false, refusals })
