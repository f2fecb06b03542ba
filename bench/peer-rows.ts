/** Whole runs of other programs on the same input beside ours: CPU and wall time, and how much of it Rekey needs. */
import { figure, measureInTurn } from './measure-process.ts'
import { peersOnPath, peerVersion } from './peers.ts'
import type { Row } from './row.ts'

export interface PeerRun {
  readonly command: readonly string[]
  /** Exit codes of a run that saw everything. */
  readonly ends: readonly number[]
}

/** One run of each: some take minutes. What ended otherwise than a whole scan does is told, without a ratio. */
export async function benchPeers(
  runs: Readonly<Record<string, PeerRun>>,
  ours: { readonly cpuMs: number; readonly wallMs: number },
): Promise<Row[]> {
  const commands = Object.fromEntries(Object.entries(runs).map(([name, { command }]) => [name, command]))
  const measured = await measureInTurn(commands, PEER_RUNS)
  return [...measured].map(([name, { cpuMs, wallMs, exitCode, complaint }]): Row => {
    const figures = figure(measured, name)
    if (runs[name]?.ends.includes(exitCode) !== true)
      return [`  ${name}`, `stopped with exit code ${exitCode} after ${figures}: ${complaint}`]
    const ratio = (theirs: number, own: number): string => (own / theirs).toFixed(3)
    return [
      `  ${name}`,
      `${figures}   rekey: CPU ratio ${ratio(cpuMs, ours.cpuMs)}, wall ratio ${ratio(wallMs, ours.wallMs)}`,
    ]
  })
}

const PEER_RUNS = Number(process.env['REKEY_BENCH_PEER_RUNS'] ?? 1)

export const historyPeers = (folder: string): Record<string, PeerRun> => runsOf('history', folder)
export const treePeers = (folder: string): Record<string, PeerRun> => runsOf('tree', folder)

function runsOf(what: 'history' | 'tree', folder: string): Record<string, PeerRun> {
  return Object.fromEntries(
    peersOnPath().map((peer) => [
      `${peer.name} ${peerVersion(peer)}`,
      { command: peer[what](folder), ends: peer.ends },
    ]),
  )
}
