/** One process measured from outside: CPU of all that it starts, wall time, most memory of the process itself. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Measured {
  readonly cpuMs: number
  readonly wallMs: number
  /** Most resident memory, 0 where there is no /proc. */
  readonly rssMb: number
  readonly stdout: string
  readonly exitCode: number
  /** The last line that it wrote to stderr. */
  readonly complaint: string
}

/** `times` of a shell tells what its children used. */
const SCRIPT = '"$@" 3>&-; code=$?; times >&3; exit "$code"'
const SAMPLE_MS = 10
const MOST_COMPLAINT = 4_096

export function measureProcess(
  command: readonly string[],
  options: { readonly cwd?: string; readonly keepOutput?: boolean } = {},
): Promise<Measured> {
  return new Promise((done, fail) => {
    const startedAt = performance.now()
    const stdio = ['ignore', options.keepOutput ? 'pipe' : 'ignore', 'pipe', 'pipe'] as const
    const shell = spawn('bash', ['-c', SCRIPT, 'bash', ...command], { cwd: options.cwd, stdio: [...stdio] })
    let rssMb = 0
    let stdout = ''
    let stderr = ''
    shell.stdout?.on('data', (part: Buffer) => (stdout += part.toString('latin1')))
    let used = ''
    shell.stderr?.on('data', (part: Buffer) => (stderr = (stderr + part.toString()).slice(-MOST_COMPLAINT)))
    shell.stdio[3]?.on('data', (part: Buffer) => (used += part.toString('latin1')))
    const timer = setInterval(() => (rssMb = Math.max(rssMb, mostMemoryMb(shell.pid))), SAMPLE_MS)
    shell.on('error', fail)
    shell.on('close', (exitCode) => {
      clearInterval(timer)
      const complaint = stderr.trim().split('\n').at(-1) ?? ''
      const times = [...used.matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => (Number(m) * 60 + Number(s)) * 1_000)
      const [, , user = 0, system = 0] = times
      done({
        cpuMs: user + system,
        wallMs: performance.now() - startedAt,
        rssMb,
        stdout,
        exitCode: exitCode ?? NaN,
        complaint,
      })
    })
  })
}

function mostMemoryMb(shell: number | undefined): number {
  try {
    const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ')
    const kb = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]
    return Number(kb ?? 0) / 1024
  } catch {
    return 0
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] as number

/** How the process ended is of the last run. */
export type Medians = Omit<Measured, 'stdout'>

/** All commands in turn, so many times: a machine that slows down slows them all. Medians by name. */
export async function measureInTurn(
  commands: Readonly<Record<string, readonly string[]>>,
  runs: number,
  before: (name: string) => void = () => undefined,
): Promise<Map<string, Medians>> {
  const all = new Map<string, Measured[]>()
  for (let run = 0; run < runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      before(name)
      const measured = await measureProcess(command)
      const list = all.get(name)
      if (list === undefined) all.set(name, [measured])
      else list.push(measured)
    }
  }
  const medianOf = (list: readonly Measured[], key: 'cpuMs' | 'wallMs' | 'rssMb'): number =>
    median(list.map((one) => one[key]))
  return new Map(
    [...all].map(([name, list]) => {
      const { exitCode, complaint } = list.at(-1) as Measured
      const [cpuMs, wallMs, rssMb] = [medianOf(list, 'cpuMs'), medianOf(list, 'wallMs'), medianOf(list, 'rssMb')]
      return [name, { cpuMs, wallMs, rssMb, exitCode, complaint }]
    }),
  )
}

/** One of `measureInTurn` in words. */
export const figure = (medians: ReadonlyMap<string, Medians>, key: string): string => {
  const one = medians.get(key)
  if (one === undefined) return ''
  const memory = one.rssMb > 0 ? `   ${one.rssMb.toFixed(0)} MB` : ''
  return `${one.cpuMs.toFixed(0)} ms CPU, ${one.wallMs.toFixed(0)} ms wall${memory}`
}
