/**
 * Files as they lie there: a working tree beside `cat` of the same files, and hard inputs, each in one file: minified
 * code, a lock file, base64, and a gigabyte of source. `--tree FOLDER...` names other trees than our sources.
 */
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { figure, measureInTurn } from './measure-process.ts'
import { benchPeers, type PeerRun, treePeers } from './peer-rows.ts'
import { isOnPath } from './process.ts'
import type { Row } from './row.ts'

const root = join(import.meta.dirname, '..')
const RUNS = Number(process.env['REKEY_BENCH_RUNS'] ?? 3)
const scan = (path: string): string[] => [
  process.execPath,
  join(root, 'dist/main.js'),
  'scan',
  path,
  '--no-history',
  '--json',
]
const cat = (path: string): string[] => [
  'sh',
  '-c',
  'find "$1" -name .git -prune -o -type f -print0 | xargs -0 cat',
  'sh',
  path,
]

export async function benchTrees(folders: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const folder of folders.map((one) => resolve(one))) {
    const medians = await measureInTurn({ cat: cat(folder), scan: scan(folder), node: BARE }, RUNS)
    const of = (key: string, what: 'wallMs' | 'cpuMs'): number => medians.get(key)?.[what] ?? NaN
    const ratio = (what: 'wallMs' | 'cpuMs'): string => (of('scan', what) / of('cat', what)).toFixed(1)
    rows.push(
      [`${basename(folder)}: cat of all files`, figure(medians, 'cat')],
      ['  bare node', figure(medians, 'node')],
      [
        '  rekey scan --no-history',
        `${figure(medians, 'scan')}   wall ratio ${ratio('wallMs')}, CPU ${ratio('cpuMs')}`,
      ],
      ...(await benchPeers(
        { ...ripgrep(folder), ...treePeers(folder) },
        { cpuMs: of('scan', 'cpuMs'), wallMs: of('scan', 'wallMs') },
      )),
    )
  }
  return rows
}

/** What a search for one pattern costs: ripgrep is no scanner of keys. */
function ripgrep(folder: string): Record<string, PeerRun> {
  if (!isOnPath('rg')) return {}
  const command = ['rg', '--no-ignore', '--hidden', '--glob', '!.git', '--count', 'AKIA[A-Z0-9]{16}', folder]
  return { 'ripgrep, looking for one pattern': { command, ends: [0, 1] } }
}

const BARE = [process.execPath, '-e', '0']
const MEGABYTE = 1024 * 1024

/** One file each, made in a temporary folder. */
export async function benchHardFiles(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-bench-'))
  try {
    const source = readFileSync(join(root, 'src/scan/scan.ts'))
    const inputs: Record<string, readonly [content: Buffer, megabytes: number]> = {
      'minified code': [largestScript(join(root, 'web/dist')), 64],
      'the minified library, which names all providers': [readFileSync(join(root, 'dist/detect.js')), 16],
      'a lock file': [readFileSync(join(root, 'package-lock.json')), 64],
      base64: [Buffer.from(`${randomBytes(16 * MEGABYTE).toString('base64')}\n`), 64],
      'source, 1 GB': [source, 1_024],
    }
    const rows: Row[] = []
    for (const [name, [content, megabytes]] of Object.entries(inputs)) {
      const file = join(folder, name.includes('code') || name.includes('library') ? 'input.js' : 'input.txt')
      repeat(file, content, megabytes * MEGABYTE)
      const medians = await measureInTurn({ cat: cat(file), scan: scan(file) }, RUNS)
      const { cpuMs = NaN } = medians.get('scan') ?? {}
      const speed = (megabytes * MEGABYTE) / cpuMs / 1e6
      rows.push(
        [`one file of ${name} (${megabytes} MB): cat`, figure(medians, 'cat')],
        ['  rekey scan', `${figure(medians, 'scan')}   ${speed.toFixed(3)} GB/s of CPU`],
      )
      rmSync(file)
    }
    return rows
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function largestScript(folder: string): Buffer {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  const contents = scripts.map((name) => readFileSync(join(folder, name)))
  return contents.toSorted((a, b) => b.length - a.length)[0] ?? Buffer.from('built first')
}

function repeat(path: string, content: Buffer, length: number): void {
  const file = openSync(path, 'w')
  try {
    for (let written = 0; written < length;)
      written += writeSync(file, content, 0, Math.min(content.length, length - written))
  } finally {
    closeSync(file)
  }
}
