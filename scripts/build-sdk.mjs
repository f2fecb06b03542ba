/**
 * Builds sdk/dist: ES modules and declarations by the type checker, CommonJS beside them for `require()`. The two
 * forms never load each other, and each `.cjs` has a `.d.cts`, or TypeScript would take it for an ES module.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

const dist = (root) => join(root, 'sdk/dist')

/** `emit` runs the type checker; what it wrote is the input of the rest. */
export async function buildSdk(root, emit) {
  await emit()
  await Promise.all([bundleCommonJs(root), copyDeclarations(root)])
}

async function bundleCommonJs(root) {
  const { exports } = JSON.parse(await readFile(join(root, 'sdk/package.json'), 'utf8'))
  const entries = Object.values(exports).map(({ import: { default: file } }) => join(root, 'sdk', file))
  const build = await rolldown({
    input: entries,
    cwd: root,
    platform: 'node',
    external: (id) => id.startsWith('node:'),
  })
  await build.write({
    dir: dist(root),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'shared-[name].cjs',
  })
  await build.close()
}

async function copyDeclarations(root) {
  const files = (await readdir(dist(root))).filter((name) => name.endsWith('.d.ts'))
  await Promise.all(
    files.map(async (name) => {
      const text = await readFile(join(dist(root), name), 'utf8')
      const common = text.replaceAll(/(from|import\()(\s*)'(\.\/[^']+)\.ts'/g, "$1$2'$3.cjs'")
      await writeFile(join(dist(root), name.replace(/\.d\.ts$/, '.d.cts')), common)
    }),
  )
}
