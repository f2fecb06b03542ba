/** The five services of the shop in examples/shop: facts, no process. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const SERVICES = [
  { name: 'checkout', ip: '34.200.10.11', usesStripe: true, isJob: false },
  { name: 'catalog', ip: '34.200.10.12', usesStripe: false, isJob: false },
  { name: 'accounts', ip: '34.200.10.13', usesStripe: false, isJob: false },
  { name: 'invoicing', ip: '34.200.10.14', usesStripe: true, isJob: false },
  { name: 'nightly-report', ip: '34.200.10.15', usesStripe: false, isJob: true },
]

/** examples/shop stands beside both the sources and the build. */
export function findExamples(): string {
  const paths = ['../../examples/shop/', '../examples/shop/'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  return paths.find((path) => existsSync(path)) ?? (paths[0] as string)
}
