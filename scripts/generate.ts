/**
 * `npm run generate` writes every file that is derived from another; `--check` compares instead and
 * names what has drifted. A generator is a function from the root folder to paths and texts: it reads
 * the sources, writes nothing, and gives the same texts every time.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { generateApiTypes } from './generate-api-types.ts'
import { generateConfigSchema } from './generate-config-schema.ts'
import { generateErrors } from './generate-errors.ts'
import { generateOptions } from './generate-options.ts'
import { generateProviderPage } from './generate-provider-page.ts'
import { generateProviders } from './generate-providers.ts'
// @ts-expect-error: build scripts are plain JavaScript, so that they run without a build
import { buildKernel } from './build-kernel.mjs'

/** Path from the root to the text of the file. */
type Generated = ReadonlyMap<string, string>

const GENERATORS: readonly ((root: string) => Generated | Promise<Generated>)[] = [
  generateProviders,
  generateProviderPage,
  generateApiTypes,
  generateOptions,
  generateErrors,
  generateConfigSchema,
]
/** Everything in these folders is generated: a file that no generator makes is drift too. */
const OWNED_FOLDERS = ['docs/reference']

type Drift = ReadonlyMap<string, string | undefined>

/** The files whose content differs from what is wanted. */
async function findDrift(root: string, wanted: Generated): Promise<Drift> {
  const drift = new Map<string, string>()
  for (const [path, text] of wanted) {
    const before = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (before !== text) drift.set(path, text)
  }
  return drift
}

/** Files in the owned folders that no generator makes. Their wanted text is undefined: they must go. */
async function findStrangers(root: string, wanted: Generated): Promise<Drift> {
  const strangers = new Map<string, undefined>()
  for (const folder of OWNED_FOLDERS) {
    const names = await readdir(join(root, folder)).catch(() => [])
    for (const name of names) if (!wanted.has(`${folder}/${name}`)) strangers.set(`${folder}/${name}`, undefined)
  }
  return strangers
}

async function write(root: string, path: string, text: string | undefined): Promise<void> {
  const target = join(root, path)
  if (text === undefined) return rm(target, { recursive: true })
  process.stdout.write(`wrote ${path}\n`)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, text)
}

const root = join(import.meta.dirname, '..')
// The generators import sources, and those the compiled kernel: in a fresh checkout it is not there yet.
await buildKernel()
const isCheck = process.argv.includes('--check')
const made = new Map<string, string>()
for (const generate of GENERATORS) {
  const files = await generate(root)
  for (const [path, text] of files) made.set(path, text)
  // At once: a later generator imports sources that import what an earlier one makes.
  if (!isCheck) for (const [path, text] of await findDrift(root, files)) await write(root, path, text)
}
const drift = new Map([...(await findDrift(root, made)), ...(await findStrangers(root, made))])
for (const [path, text] of drift) {
  if (isCheck) process.stdout.write(`${path} is not what its sources make: run npm run generate\n`)
  else await write(root, path, text)
}
process.exitCode = isCheck && drift.size > 0 ? 1 : 0
