/** The last screen of a drill, for people. */
import { relative } from 'node:path'
import { formatDuration } from '../base/duration.ts'
import type { DrillOutcome } from './outcome.ts'

export interface Ending {
  readonly outcome: DrillOutcome
  readonly folder: string
  /** Absent when everything was stopped. */
  readonly dashboard?: { readonly url: string; readonly setupToken: string }
}

export function endScreen({ outcome, folder, dashboard }: Ending): string {
  const { seconds, requests, keys, incident, verdict, files, journal } = outcome
  const time = (value: number): string => formatDuration(value * 1_000).padStart(9)
  const lines = [
    '',
    outcome.ok ? 'The drill went well.' : 'The drill FAILED:',
    ...outcome.problems.map((problem) => `  ! ${problem}`),
    '',
    `  ${time(seconds.leakToAlert)}   from the push to the alert`,
    `  ${time(seconds.alertToNewKey)}   from the alert to new keys`,
    `  ${time(seconds.alertToMoved)}   from the alert to the proof that all traffic moved`,
    `  ${time(seconds.alertToRefused)}   from the alert to the refused old keys`,
    `  ${time(seconds.total)}   in total`,
    '',
    `  Requests   ${requests.served} served, ${requests.failed} failed, ${Math.round(requests.perSecond)} a second`,
    ...keys.map(
      ({ secret, strategy, newWorks, oldRefused, failedProbes }) =>
        `  Key        ${secret} (${strategy}): new one ${newWorks ? 'works' : 'FAILS'}, old one ${oldRefused ? `refused ${failedProbes} times` : 'STILL ACCEPTED'}`,
    ),
    `  Incident   ${incident.id}  ${incident.severity}  ${incident.channel}  ${incident.state}`,
    `  Verdict    ${verdict.class}, logs cover ${Math.floor(verdict.coverage * 100)} %, indicators ${verdict.indicators.join(' ')}`,
    `  Journal    ${journal.entries} entries, ${journal.verified ? 'verified' : 'BROKEN'}`,
    ...(outcome.serverRestarts ? [`  Server     killed and started again ${outcome.serverRestarts} times`] : []),
    '',
    `  Record     ${folder}`,
    ...Object.values(files).map((file) => `             ${relative(folder, file)}`),
  ]
  if (dashboard) {
    lines.push(
      '',
      `  Dashboard  ${dashboard.url}/ui/`,
      `  Setup token  ${dashboard.setupToken}`,
      '',
      'Everything is still running. Stop it with Ctrl-C.',
    )
  } else lines.push('', 'Everything was stopped. Run it with --keep to look at the dashboard.')
  return `${lines.join('\n')}\n`
}
