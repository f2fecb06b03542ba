/**
 * Histories that were scanned before: nothing new, 50 new commits, 5,000 branches, and a file of a million known ids.
 * Each run begins with the memory of the state before.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readKnownObjects } from '../src/sources/pack/known-objects.ts'
import { figure, measureInTurn, measureProcess, median } from './measure-process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const COMMITS = 50
const TIPS = 5_000
const IDS = 1_000_000

export async function benchGrowth(folder: string, temporary: string, runs: number): Promise<Row[]> {
  const grown = join(temporary, 'grown.git')
  const cache = join(temporary, 'cache')
  execFileSync('git', ['clone', '--quiet', '--mirror', '--no-local', folder, grown], { stdio: 'ignore' })
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', grown, ...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
  const command = [process.execPath, join(root, 'dist/main.js'), 'scan', grown, '--json', '--cache', cache]
  const rescan = async (name: string): Promise<Row> => {
    cpSync(cache, `${cache}.before`, { recursive: true })
    const medians = await measureInTurn({ node: [process.execPath, '-e', '0'], rescan: command }, runs, () => {
      rmSync(cache, { recursive: true, force: true })
      cpSync(`${cache}.before`, cache, { recursive: true })
    })
    const more = (medians.get('rescan')?.cpuMs ?? NaN) - (medians.get('node')?.cpuMs ?? NaN)
    return [name, `${figure(medians, 'rescan')}   bare node plus ${more.toFixed(0)} ms of CPU`]
  }
  await measureProcess(command)
  const rows = [await rescan('rescan, nothing new')]
  git(['fast-import', '--quiet'], newCommits(git(['rev-parse', 'HEAD']).trim()))
  rows.push(await rescan(`rescan, ${COMMITS} new commits`))
  const some = git(['rev-list', '--all', `--max-count=${TIPS}`])
    .split('\n')
    .filter(Boolean)
  const tips = Array.from({ length: TIPS }, (_, i) => `create refs/heads/bench/${i} ${some[i % some.length]}\n`)
  git(['update-ref', '--stdin'], tips.join(''))
  git(['pack-refs', '--all'])
  await measureProcess(command)
  rows.push(await rescan(`rescan, nothing new, ${TIPS} branches`))
  return [...rows, benchIds(runs)]
}

function newCommits(head: string): string {
  const data = (text: string): string => `data ${text.length}\n${text}\n`
  return Array.from({ length: COMMITS }, (_, i) => {
    const text = Array.from({ length: 40 }, (_unused, line) => `line ${line} of ${i * line} in ${i}`).join('\n')
    const from = i === 0 ? `from ${head}\n` : ''
    const who = `committer Bench <bench@example.org> ${2_000_000_000 + i} +0000\n`
    return `commit refs/heads/bench-grown\n${who}${data(`commit ${i}`)}${from}M 644 inline bench/${i % 10}.txt\n${data(text)}`
  }).join('')
}

function benchIds(runs: number): Row {
  const ids = Buffer.alloc(IDS * 8)
  for (let i = 0; i < IDS; i++) ids.writeUInt32BE(Math.floor((i * 2 ** 32) / IDS), i * 8)
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage()
    readKnownObjects(ids)?.has(ids.subarray(0, 8))
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })

  return [`${IDS} known ids read, one looked up`, `${median(times).toFixed(0)} ms CPU`]
}
