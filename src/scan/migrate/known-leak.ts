/** A leak that another scanner's file accepts, and whether a finding of ours is that leak. Keys are compared by hash only. */
import { createHash } from 'node:crypto'
import type { Finding } from '../finding.ts'

export interface KnownLeak {
  /** The rule's name there. */
  readonly rule: string
  readonly file?: string
  readonly line?: number
  readonly commit?: string
  /** Of the key's bytes; with it, places do not matter. */
  readonly hash?: { readonly algorithm: 'sha1' | 'sha256'; readonly hex: string }
}

/** What a file accepts, found among the findings: the first finding of each leak that it knows, and what nobody found. */
export function matchKnown(
  known: readonly KnownLeak[],
  findings: readonly Finding[],
): { readonly found: readonly Finding[]; readonly missed: readonly KnownLeak[] } {
  const hashes = new Map<string, Finding[]>()
  const places = new Map<string, Finding[]>()
  const add = (map: Map<string, Finding[]>, key: string, finding: Finding): void =>
    void map.set(key, [...(map.get(key) ?? []), finding])
  const algorithms = [...new Set(known.flatMap(({ hash }) => hash?.algorithm ?? []))]
  for (const finding of findings) {
    for (const algorithm of algorithms)
      add(hashes, createHash(algorithm).update(finding.secret.reveal()).digest('hex'), finding)
    for (let line = finding.startLine; line <= finding.endLine; line++) add(places, `${finding.file}\0${line}`, finding)
  }
  const found = new Set<Finding>()
  const missed = known.filter(({ hash, file = '', line, commit }) => {
    const matches = hash === undefined ? (places.get(`${file}\0${line}`) ?? []) : (hashes.get(hash.hex) ?? [])
    const fitting = matches.filter((one) => commit === undefined || one.commit === undefined || one.commit === commit)
    for (const one of fitting) found.add(one)
    return fitting.length === 0
  })
  return { found: [...found], missed }
}
