/** The scan of a history alone, without the report and without asking git where hits come from: a process to be measured. */
import { compileLate } from '../src/base/compile-late.ts'
import { startRun } from '../src/scan/scan-run.ts'
import { scanHistory } from '../src/scan/history/scan-history.ts'
import { findRepository } from '../src/sources/repository.ts'

compileLate()
const [folder = '.', threads = '1'] = process.argv.slice(2)
const repository = findRepository(folder)
if (repository === undefined) throw new Error(`${folder} is no repository`)
const options = { leakKey: 'bench', threads: Number(threads) }
const run = startRun(options)
await scanHistory({ ...run, ...options, repository })
process.stdout.write(`${run.collector.progress.bytes} ${run.collector.progress.chunks} ${run.collector.hits.length}\n`)
