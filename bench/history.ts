/**
 * Histories: the scan alone and the whole command beside git printing the same objects, beside `git log -p`, which
 * others read, and beside the scanners on PATH. `--history FOLDER...` names repositories; hard inputs are made of the
 * first one, in a temporary folder. Every figure is the median of runs that take turns.
 */
import { execFileSync } from 'node:child_process'
import { benchGrowth } from './history-growth.ts'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { figure, measureInTurn, measureProcess } from './measure-process.ts'
import { benchPeers, historyPeers } from './peer-rows.ts'
import type { Row } from './row.ts'
import { printOf } from '../src/detect/kernel/image.ts'
import { makeCatalogueModules } from '../src/scan/catalogue-modules.ts'

const root = join(import.meta.dirname, '..')
const RUNS = Number(process.env['REKEY_BENCH_RUNS'] ?? 3)
const program = [process.execPath, join(root, 'dist/main.js'), 'scan']
const printing = (folder: string): string[] => [
  'git',
  '-C',
  folder,
  ...'cat-file --batch-all-objects --batch --unordered --buffer'.split(' '),
]

export async function benchHistories(folders: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  const temporary = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  try {
    const scanObjects = await bundleScan(temporary)
    const ratios: Ratios[] = []
    for (const folder of folders.map((one) => resolve(one))) {
      const { ratio, rows: own } = await benchOne(
        folder,
        scanObjects,
        basename(folder) === 'repo' ? folder : basename(folder),
      )
      ratios.push(ratio)
      rows.push(...own)
    }
    const mean = (key: keyof Ratios): string =>
      Math.exp(ratios.reduce((sum, one) => sum + Math.log(one[key]), 0) / ratios.length).toFixed(2)
    if (ratios.length > 1) {
      rows.push([
        `geometric means of ${ratios.length} histories, to git cat-file`,
        `scan CPU ${mean('scan')}   whole command CPU ${mean('whole')}   scan wall, 2 threads ${mean('wall')}`,
      ])
    }
    const first = resolve(folders[0] as string)
    rows.push(...(await benchFlat(first, temporary, scanObjects)), ...(await benchGrowth(first, temporary, RUNS)))
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  return rows
}

interface Ratios {
  readonly scan: number
  readonly whole: number
  readonly wall: number
}

/** Bundled as the program is: what compiles sources as they are loaded would be measured too. */
async function bundleScan(folder: string): Promise<(history: string, threads: number) => string[]> {
  const dist = join(root, 'dist')
  const [code] = readdirSync(dist)
    .filter((name) => /^catalogue-code-.*\.cjs$/.test(name))
    .toSorted((a, b) => statSync(join(dist, b)).mtimeMs - statSync(join(dist, a)).mtimeMs)
  if (code === undefined) throw new Error('there is no build: npm run build')
  const { modules, files } = makeCatalogueModules(code)
  const build = await rolldown({
    input: {
      'scan-objects': join(root, 'bench/scan-objects.ts'),
      'history-worker': join(root, 'src/scan/history/history-worker.ts'),
    },
    cwd: root,
    platform: 'node',
    plugins: [{ name: 'made-modules', load: (id) => modules[relative(root, id)] }],
    transform: {
      define: { CATALOGUE_PRINT: JSON.stringify(printOf(readFileSync(join(dist, 'catalogue.image')))) },
    },
  })
  await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' })
  await build.close()
  copyFileSync(join(folder, 'history-worker.mjs'), join(folder, 'history-worker.js'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const file of ['catalogue.image', code]) copyFileSync(join(dist, file), join(folder, file))
  return (history, threads) => [process.execPath, join(folder, 'scan-objects.mjs'), history, String(threads)]
}

async function benchOne(
  folder: string,
  scanObjects: (history: string, threads: number) => string[],
  name: string,
): Promise<{ ratio: Ratios; rows: Row[] }> {
  const [bytes = 0, objects = 0, hits = 0] = (await measureProcess(scanObjects(folder, 1), { keepOutput: true })).stdout
    .trim()
    .split(' ')
    .map(Number)
  const medians = await measureInTurn(
    {
      print: printing(folder),
      scan: scanObjects(folder, 1),
      scan2: scanObjects(folder, 2),
      whole: [...program, folder, '--json'],
    },
    RUNS,
  )
  const cpu = (key: string): number => medians.get(key)?.cpuMs ?? NaN
  const wall = (key: string): number => medians.get(key)?.wallMs ?? NaN
  const ratio = {
    scan: cpu('scan') / cpu('print'),
    whole: cpu('whole') / cpu('print'),
    wall: wall('scan2') / wall('print'),
  }
  const rows: Row[] = [
    [`${name}: searched`, `${(bytes / 1e6).toFixed(0)} MB in ${objects} objects, ${hits} hits`],
    ['  git cat-file printing all objects', figure(medians, 'print')],
    ['  scan alone, 1 thread', `${figure(medians, 'scan')}   CPU ratio ${ratio.scan.toFixed(2)}`],
    [
      '  scan alone, 2 threads',
      `${figure(medians, 'scan2')}   wall ratio ${ratio.wall.toFixed(2)}   ${speed(bytes, wall('scan2'))}`,
    ],
    ['  rekey scan with attribution and report', `${figure(medians, 'whole')}   CPU ratio ${ratio.whole.toFixed(2)}`],
    ...(await benchPeers(
      { 'git log -p -U0 --all': { command: gitLog(folder), ends: [0] }, ...historyPeers(folder) },
      { cpuMs: cpu('whole'), wallMs: wall('whole') },
    )),
  ]
  return { ratio, rows }
}

const gitLog = (folder: string): string[] => [
  'git',
  '-C',
  folder,
  ...'log -p -U0 --full-history --all --diff-filter=tuxdb'.split(' '),
]

/** A pack without deltas: every byte is new. */
async function benchFlat(
  folder: string,
  temporary: string,
  scanObjects: (history: string, threads: number) => string[],
): Promise<Row[]> {
  const plain = join(temporary, 'flat.git')
  execFileSync('git', ['clone', '--quiet', '--mirror', '--no-local', folder, plain], { stdio: 'ignore' })
  execFileSync('git', ['-C', plain, '-c', 'pack.window=0', 'repack', '-adFq', '--window=0'], { stdio: 'ignore' })
  const [bytes = 0] = (await measureProcess(scanObjects(plain, 2), { keepOutput: true })).stdout.split(' ').map(Number)
  const medians = await measureInTurn({ print: printing(plain), scan: scanObjects(plain, 2) }, RUNS)
  const wall = medians.get('scan')?.wallMs ?? NaN
  return [
    ['a pack without deltas: scan alone, 2 threads', `${figure(medians, 'scan')}   ${speed(bytes, wall)}`],
    ['  git cat-file printing all objects', figure(medians, 'print')],
  ]
}

const speed = (bytes: number, ms: number): string => `${(bytes / ms / 1e6).toFixed(2)} GB/s`
