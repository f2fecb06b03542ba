/**
 * The mistake behind many leaks: a `.env` file that git tracks although `.gitignore` names it. The entry
 * in `.gitignore` does nothing for a tracked file, so the next edit is committed again.
 */
import { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import { readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'
import type { Finding } from './finding.ts'

export const TRACKED_ENV_FILE = 'tracked-env-file'

/** `.env`, `.env.production`, `config/.env.local`; not the samples that are meant to be committed. */
const ENV_FILE = /(?:^|\/)\.env(?:\.(?!example$|sample$|template$|dist$|defaults$|schema$)[\w.-]+)?$/

export async function findTrackedEnvFiles(
  repository: Repository,
  options: { readonly leakKey: Buffer | string; readonly signal?: AbortSignal | undefined },
): Promise<Finding[]> {
  if (repository.workTree === undefined) return []
  const listed = await readGit(
    { ...repository },
    [
      'ls-files',
      '-z',
      '--cached',
      '--ignored',
      '--exclude-standard',
      ...(repository.prefix === '' ? [] : ['--', repository.prefix]),
    ],
    options.signal === undefined ? {} : { signal: options.signal },
  )
  const paths = listed
    .toString('utf8')
    .split('\0')
    .filter((path) => ENV_FILE.test(path))
  return paths.map((path) => {
    const file = repository.prefix === '' ? path : path.slice(repository.prefix.length + 1)
    return {
      rule: TRACKED_ENV_FILE,
      about: 'environment file that git tracks although .gitignore names it',
      provider: 'git',
      kind: 'file',
      // There is no key here: the place is the identity.
      leakId: leakId(options.leakKey, TRACKED_ENV_FILE, new Sensitive(file)),
      confidence: 'medium',
      score: 60,
      file,
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
      masked: 'the whole file',
      secret: new Sensitive(''),
      reasons: [`.gitignore does not untrack a file; run: git rm --cached -- ${quoted(path)}`],
    }
  })
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
