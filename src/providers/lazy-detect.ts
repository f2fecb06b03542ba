/** A `detect` entry that is made when it is asked for: of a catalogue of a thousand, a scan asks for a few dozen. */
import type { Detect } from './provider.ts'

/** What is known of it from the beginning. */
type DetectFacts = Pick<Detect, 'rule' | 'about' | 'partners' | 'part'>

export type LazyParts = Pick<
  Detect,
  'pattern' | 'literals' | 'minEntropy' | 'window' | 'judge' | 'examples' | 'lookalikes'
>

export function lazyDetect({ rule, about, partners, part }: DetectFacts, make: () => LazyParts): Detect {
  let known: LazyParts | undefined
  const made = (): LazyParts => (known ??= make())
  return {
    rule,
    about,
    ...(partners === undefined ? {} : { partners }),
    ...(part === undefined ? {} : { part }),
    get pattern() {
      return made().pattern
    },
    get literals() {
      return made().literals
    },
    get minEntropy() {
      return made().minEntropy
    },
    get window() {
      return made().window
    },
    get judge() {
      return made().judge
    },
    get examples() {
      return made().examples
    },
    get lookalikes() {
      return made().lookalikes
    },
  }
}
