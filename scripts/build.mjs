/**
 * Builds everything that runs: dist/ (CLI and server), sdk/dist and web/dist.
 * Dependencies stay outside of the bundle. Files are written only when their content changed, each by
 * rename, and last week's chunks are swept: a process that runs meanwhile still finds its lazy ones.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { buildKernel } from './build-kernel.mjs'
import { buildSdk } from './build-sdk.mjs'

const root = join(import.meta.dirname, '..')
const TEMPLATE = 'pglite-template.tar.gz'
const BUNDLED = /^(?:kysely|@sinclair\/typebox|picocolors)(?:\/|$)/
const SWEEP_AFTER_MS = 24 * 3_600_000
const bin = (name) => join(root, 'node_modules', '.bin', name)

async function filesUnder(folder) {
  const listed = await readdir(folder, { recursive: true, withFileTypes: true })
  return listed.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function writeIfChanged(path, content) {
  const bytes = Buffer.from(content)
  const before = await readFile(path).catch(() => undefined)
  if (before?.equals(bytes)) return
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.${process.pid}`, bytes)
  await rename(`${path}.${process.pid}`, path)
}

/**
 * Its build for Node loads worker threads at once, that for browsers makes tables for a few milliseconds. What is required
 * becomes a function: it is made when something is unpacked.
 */
const FFLATE = '\0fflate'
const lazyFflate = {
  name: 'lazy-fflate',
  resolveId: (id) => (id === 'fflate' ? FFLATE : undefined),
  load(id) {
    if (id !== FFLATE) return undefined
    const own = JSON.stringify(join(root, 'node_modules/fflate/esm/browser.js'))
    const lazy = (name) => `export function ${name}(...given) { return new (require(${own}).${name})(...given) }`
    return ['Gunzip', 'Unzlib'].map(lazy).join('\n')
  },
}

/** `modules` has the text of those that are not read from their files, by path from the root. */
async function bundle(input, output = {}, define = {}, modules = {}) {
  const build = await rolldown({
    input,
    cwd: root,
    platform: 'node',
    plugins: [lazyFflate, { name: 'made-modules', load: (id) => modules[relative(root, id)] }],
    transform: { define },
    // Packages are loaded from node_modules, but for those of many small files, or one: loading these costs more than running them.
    external: (id) =>
      !id.startsWith('.') &&
      !id.startsWith(root) &&
      !/^[A-Za-z]:/.test(id) &&
      id !== FFLATE &&
      id !== 'fflate' &&
      !BUNDLED.test(id),
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  const { output: files } = await build.generate({
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
    ...output,
  })
  await build.close()
  return files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source])
}

/**
 * `rekey/detect` for Node, workers and browsers. Providers bring functions that sign and ask the network; the library
 * offers none of them, so what they would need of Node stays empty.
 */
async function buildLibrary() {
  const build = await rolldown({
    input: { detect: join(root, 'src/library.ts') },
    cwd: root,
    platform: 'browser',
    shimMissingExports: true,
    plugins: [
      {
        name: 'without-node',
        resolveId: (id) => (id.startsWith('node:') || id === 'jose' ? '\0without-node' : undefined),
        load: (id) => (id === '\0without-node' ? 'export {}' : undefined),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true, entryFileNames: '[name].js' })
  await build.close()
  return output.map((file) => [file.fileName, file.code])
}

/** Starts faster, and can be loaded at once. */
const COMMON_JS = {
  format: 'cjs',
  minify: true,
  sourcemap: false,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'hook-[name]-[hash].cjs',
}

/** What is made of the catalogue by the sources themselves. Fails on a rule that cannot be searched. */
async function catalogueParts() {
  const folder = join(root, 'dist', `.catalogue-${process.pid}`)
  try {
    const makers = {
      image: join(root, 'src/scan/catalogue-image.ts'),
      modules: join(root, 'src/scan/catalogue-modules.ts'),
    }
    for (const [name, code] of await bundle(makers)) await writeIfChanged(join(folder, name), code)
    const { makeCatalogueImage, makeCataloguePatterns } = await import(join(folder, 'image.js'))
    const { makeCatalogueModules, makeCodeModule } = await import(join(folder, 'modules.js'))
    const made = makeCodeModule()
    const [path] = Object.keys(made)
    const code = await bundle(
      { 'catalogue-code': join(root, path) },
      { ...COMMON_JS, entryFileNames: '[name]-[hash].cjs' },
      {},
      made,
    )
    return {
      ...makeCatalogueImage(),
      patterns: JSON.stringify(makeCataloguePatterns()),
      code,
      ...makeCatalogueModules(code[0][0]),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Data that code reads at run time. Chunks lie flat in dist/, so `new URL('./migrations/', import.meta.url)`
 * in src/db/migrate.ts means dist/migrations/: a file's place is its path below its folder of src/.
 */
async function dataFiles(sources) {
  const found = new Map()
  for (const path of sources.filter((source) => !/\.tsx?$/.test(source))) {
    const target = relative(join(root, 'src'), path).split(sep).slice(1).join('/')
    if (found.has(target)) throw new Error(`${found.get(target)} and ${path} would both become dist/${target}`)
    found.set(target, path)
  }
  return Promise.all([...found].map(async ([target, path]) => [target, await readFile(path)]))
}

const isOneOf = (...paths) => {
  const ids = new Set(paths.map((path) => join(root, path)))
  return (id) => ids.has(id)
}

/**
 * What is loaded together lies in one file: each file costs a start half a millisecond. A group takes the modules that it
 * names with all that they import, but for what an earlier group has.
 */
const GROUPS = [
  { name: 'usage', test: isOneOf('src/cli/usage.ts', 'src/base/version.ts') },
  { name: 'base', test: (id) => id.startsWith(join(root, 'src/base/')), minShareCount: 3 },
  { name: 'git', test: isOneOf('src/sources/git.ts', 'src/sources/repository.ts') },
  // What threads of a scan need of what every scan loads; the rest of that; and what is loaded to search.
  {
    name: 'blob',
    test: isOneOf(
      'src/detect/placeholder.ts',
      'src/detect/rule.ts',
      'src/scan/catalogue-entries.ts',
      'src/scan/history/stored-bytes.ts',
      'src/scan/located.ts',
      'src/sources/archive/expand.ts',
      'src/sources/text.ts',
    ),
  },
  { name: 'scan', test: isOneOf('src/cli/scan.ts') },
  { name: 'search', test: isOneOf('src/scan/catalogue-engine.ts', 'src/scan/history/walk-forest.ts') },
].map((group, index, all) => ({ ...group, priority: all.length - index }))

async function buildProgram() {
  const dist = join(root, 'dist')
  const sources = await filesUnder(join(root, 'src'))
  const { bytes: image, print, patterns, code: catalogueCode, modules, files } = await catalogueParts()
  const code = await bundle(
    {
      main: join(root, 'src/main.ts'),
      'history-worker': join(root, 'src/scan/history/history-worker.ts'),
    },
    { codeSplitting: { groups: GROUPS } },
    { CATALOGUE_PRINT: JSON.stringify(print) },
    modules,
  )
  const hook = await bundle({ hook: join(root, 'src/hook.ts') }, COMMON_JS, {}, modules)
  const written = [
    ...code,
    ...catalogueCode,
    ...Object.entries(files),
    ...hook,
    ...(await buildLibrary()),
    ...(await dataFiles(sources)),
    ['catalogue.image', image],
    ['catalogue.patterns.json', patterns],
  ]
  await Promise.all(written.map(([name, content]) => writeIfChanged(join(dist, name), content)))
  const others = ['.built', '.built.next', TEMPLATE, `${TEMPLATE}.version`]
  const kept = new Set([...written.map(([name]) => name), ...others].map((name) => join(dist, name)))
  for (const path of await filesUnder(dist)) {
    if (kept.has(path)) continue
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > SWEEP_AFTER_MS) await rm(path, { force: true })
  }
}

/**
 * A fresh data folder of the embedded database: starting from it saves each user two seconds of initdb. It
 * is made again for another version of PGlite only.
 */
async function buildTemplate() {
  const path = join(root, 'dist', TEMPLATE)
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'))
  const made = await readFile(`${path}.version`, 'utf8').catch(() => undefined)
  if (made === version && existsSync(path)) return
  const { PGlite } = await import('@electric-sql/pglite')
  const database = await PGlite.create()
  const folder = await database.dumpDataDir('gzip')
  await database.close()
  await writeIfChanged(path, Buffer.from(await folder.arrayBuffer()))
  await writeIfChanged(`${path}.version`, version)
}

/** Runs a tool quietly; its output is shown only when it fails. */
function tool(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(bin(name), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(undefined)
      reject(new Error(`${name} ${args.join(' ')} ended with ${signal ?? code}\n${output.trim()}`))
    })
  })
}

const optional = (config, name, args) => (existsSync(join(root, config)) ? tool(name, args) : undefined)

await buildKernel()
const results = await Promise.allSettled([
  buildProgram(),
  buildTemplate(),
  buildSdk(root, () => tool('tsc', ['-p', 'sdk/tsconfig.build.json'])),
  optional('web/vite.config.ts', 'vite', ['build', 'web', '--logLevel', 'warn']),
])
const failures = results.filter((result) => result.status === 'rejected')
for (const { reason } of failures) process.stderr.write(`${reason.message}\n`)
process.exitCode = failures.length > 0 ? 1 : 0
