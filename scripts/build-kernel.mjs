/**
 * Compiles src/detect/kernel/assembly to WebAssembly, for a memory of one's own and for a shared one, into
 * src/detect/kernel/wasm.gen.ts. Nothing is done when that file was made from the same sources.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const FOLDER = 'src/detect/kernel/assembly'
const target = join(root, 'src/detect/kernel/wasm.gen.ts')
const FLAGS = [
  '--runtime=stub',
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--converge',
  '--noAssert',
  '--importMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--memoryBase=1024',
]
const VARIANTS = { WASM: ['--enable=simd'], SHARED_WASM: ['--enable=simd,threads', '--sharedMemory'] }

async function compile(asc, sources, flags) {
  let wasm
  const { error, stderr } = await asc.main([`${FOLDER}/index.ts`, '--outFile=kernel.wasm', ...FLAGS, ...flags], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, content) => {
      if (name.endsWith('.wasm')) wasm = content
    },
    listFiles: () => [],
  })
  if (error || !wasm) throw new Error(`the kernel does not compile\n${stderr.toString()}`)
  return Buffer.from(wasm).toString('base64')
}

export async function buildKernel() {
  const names = (await readdir(join(root, FOLDER))).filter((name) => name.endsWith('.ts')).toSorted()
  const sources = new Map()
  for (const name of names) sources.set(`${FOLDER}/${name}`, await readFile(join(root, FOLDER, name), 'utf8'))
  const compiler = await readFile(join(root, 'node_modules/assemblyscript/package.json'), 'utf8')
  const hash = createHash('sha256')
    .update(JSON.parse(compiler).version)
    .update(JSON.stringify([FLAGS, VARIANTS]))
  for (const [name, text] of sources) hash.update(`\0${name}\0${text}`)
  const stamp = `/** Made by scripts/build-kernel.mjs of ${FOLDER}: ${hash.digest('hex').slice(0, 32)} */`
  const before = await readFile(target, 'utf8').catch(() => '')
  if (before.startsWith(stamp)) return
  const asc = (await import('assemblyscript/asc')).default
  const lines = [stamp]
  for (const [name, flags] of Object.entries(VARIANTS)) {
    lines.push(`export const ${name} = '${await compile(asc, sources, flags)}'`)
  }
  await writeFile(`${target}.${process.pid}`, `${lines.join('\n')}\n`)
  await rename(`${target}.${process.pid}`, target)
}
