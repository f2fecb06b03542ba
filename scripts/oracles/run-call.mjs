/**
 * One call of a provider's own client, in a process of its own: `node run-call.mjs FOLDER SDK KIND` with the key and its
 * other parts in KEYS as JSON. Prints what the client handed back or threw, as one line of JSON.
 */
import { join } from 'node:path'
import { inspect } from 'node:util'
import { pathToFileURL } from 'node:url'
import './to-door.mjs'
import { CALLS } from './calls.mjs'

const [folder, sdk, kind] = process.argv.slice(2)
const { key, beside } = JSON.parse(process.env['KEYS'])
const { load } = await import(pathToFileURL(join(folder, 'load.mjs')).href)
const row = CALLS.find((one) => one.sdk === sdk && one.kinds.includes(kind))

/** Answers have getters and cycles: what `inspect` shows is what a person would see. */
const show = (value) => inspect(value, { depth: 8, getters: true, breakLength: Infinity, maxStringLength: 2_000 })

let said
try {
  const value = await row.call(await load(row.main ?? sdk), { key, beside, kind, load })
  said = { back: `${show(value)} ${JSON.stringify(value) ?? ''}` }
} catch (error) {
  said = { refused: show(error).slice(0, 20_000) }
}
process.stdout.write(`\n${JSON.stringify(said)}\n`, () => process.exit(0))
