/** Why Rekey does not report what another scanner does: what its engine says of that very line of that commit. */
import { spawnSync } from 'node:child_process'
import { createEngine } from '../src/detect/engine.ts'
import { catalogue } from '../src/scan/catalogue.ts'
import { type Leak, plain } from './match-findings.ts'

const MOST_BYTES = 1 << 28
const UNREAD = 'not in a file of the commit'
const UNSEEN = 'no rule fits'

interface Told {
  readonly line: number
  readonly secret: string
  readonly rule: string
  readonly kept: boolean
  readonly reasons: readonly string[]
}

/** Says one reason for each leak. Each file is read and judged once. */
export function explainMissing(folder: string): (leak: Leak) => string {
  const engine = createEngine(catalogue())
  const files = new Map<string, readonly Told[] | undefined>()
  const tell = (commit: string, file: string): readonly Told[] | undefined => {
    const { status, stdout } = spawnSync('git', ['-C', folder, 'cat-file', 'blob', `${commit}:${file}`], {
      maxBuffer: MOST_BYTES,
    })
    if (status !== 0) return undefined
    return engine.explain(stdout).map(({ rule, start, secret, kept, reasons }) => {
      const line = stdout.subarray(0, start).toString('latin1').split('\n').length
      return { line, secret: plain(secret), rule: rule.id, kept, reasons }
    })
  }
  return ({ text, places: [place] }) => {
    if (place === undefined || place.file === '') return UNREAD
    const name = `${place.commit}:${place.file}`
    if (!files.has(name)) files.set(name, tell(place.commit, place.file))
    const told = files.get(name)
    if (told === undefined) return UNREAD
    const near = told.filter(({ line }) => line >= place.line && line <= place.endLine)
    return reasonOf(near.find(({ secret }) => secret.includes(text) || text.includes(secret)) ?? near[0])
  }
}

function reasonOf(told: Told | undefined): string {
  if (told === undefined) return UNSEEN
  if (told.kept) return `another text of this line is found: ${told.rule}`
  // The last one is the one that decided.
  return told.reasons.at(-1) ?? 'dropped'
}
