/** Histories with keys in them that come, move and go: what packs make into long chains of deltas. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { seededPick } from '../contract/expand-template.ts'
import type { TestRepository } from './git-repository.ts'
import { fakeGithubToken, fakeMysqlUrl } from './keys.ts'

/** Lines of words that are no keys, always the same for a seed. */
export function prose(seed: number, lines: number): string[] {
  const pick = seededPick(seed)
  const word = (): string => Array.from({ length: 2 + pick(8) }, () => 'etaoinshrdlu'[pick(12)]).join('')
  return Array.from({ length: lines }, () => Array.from({ length: 3 + pick(6) }, word).join(' '))
}

/** Files grow, lose lines and get them back. Returns the keys. */
export function plantHistory(repo: TestRepository, commits = 12): Set<string> {
  const planted = new Set<string>()
  const pick = seededPick(commits)
  const files = new Map(['a.txt', 'b/c.conf', 'd.env'].map((name, i) => [name, prose(i, 60)]))
  for (let round = 0; round < commits; round++) {
    for (const [name, lines] of files) {
      lines.splice(pick(lines.length), pick(5), ...prose(1_000 * round + lines.length, 1 + pick(4)))
      if (pick(3) === 0) {
        const key = pick(2) === 0 ? fakeGithubToken(round * 7 + lines.length) : fakeMysqlUrl(round * 7 + lines.length)
        planted.add(key.startsWith('mysql') ? (/:([^:@]+)@/.exec(key)?.[1] as string) : key)
        lines.splice(pick(lines.length), 0, `value = ${key}`)
      }
      if (pick(4) === 0) lines.splice(0, pick(20))
      repo.write(name, `${lines.join('\n')}\n`)
    }
    repo.commit(`round ${round}`)
  }
  return planted
}

/** The packs of a repository, without their extension. */
export function packsOf(repo: TestRepository): string[] {
  const packs = join(repo.path, '.git/objects/pack')
  return readdirSync(packs)
    .filter((name) => name.endsWith('.pack'))
    .map((name) => join(packs, name.slice(0, -'.pack'.length)))
}
