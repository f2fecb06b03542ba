/**
 * Files that should not be in a repository at all, by their names: a `.env` that git tracks although `.gitignore`
 * names it (the entry does nothing for a tracked file, so the next edit is committed again), keystores whose content
 * no scanner reads, and dumps of databases. Each finding says how to take the file out. What is readable in them is
 * found by the scan itself.
 */
import { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import { readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'
import { confidenceOf, fileRole } from './file-role.ts'
import type { Finding } from './finding.ts'

/** A finding that speaks of a whole file. */
export const isTrackedFile = ({ rule }: Pick<Finding, 'rule'>): boolean => KINDS.some((kind) => kind.rule === rule)

interface Kind {
  readonly rule: string
  readonly about: string
  readonly names: RegExp
  /** Where `.gitignore` names it, too; undefined: it is reported only then. */
  readonly ignored: number
  readonly plain?: number
  readonly advice: string
}

const REWRITE = 'and change what it opens: it stays in the history'

/** The first that fits is the one. */
const KINDS: readonly Kind[] = [
  {
    rule: 'tracked-env-file',
    about: 'environment file that git tracks',
    // `.env`, `.env.production`, `config/.env.local`; not the samples that are meant to be committed.
    names:
      /(?:^|\/)(?:\.env(?:\.(?!(?:[\w-]+\.)?(?:example|sample|template|tpl|dist|defaults|schema)$)[\w.-]+)?|\.envrc|\.dev\.vars)$/,
    ignored: 60,
    advice: 'keep its values outside of the repository and commit a sample without them',
  },
  {
    rule: 'tracked-keystore',
    about: 'keystore or key file that git tracks',
    names:
      /\.(?:p12|pfx|jks|jceks|bks|keystore|truststore\.jks|kdbx?|keytab|ppk|ovpn|mobileprovision|p8)$|(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.?htpasswd|secring\.gpg|wallet\.dat)$/i,
    ignored: 60,
    plain: 50,
    advice: REWRITE,
  },
  {
    rule: 'tracked-database-dump',
    about: 'dump of a database that git tracks',
    names:
      /(?:^|[/_.-])(?:dump|backup|export)[\w.-]*\.(?:sql|dump|bak|rdb|bson|archive)(?:\.(?:gz|bz2|xz|zst|zip))?$|\.(?:rdb|dump|sql\.(?:gz|bz2|xz|zst))$|(?:^|\/)dump\.rdb$/i,
    ignored: 55,
    plain: 40,
    advice: REWRITE,
  },
  {
    rule: 'tracked-secrets-file',
    about: 'file for credentials that git tracks although .gitignore names it',
    names:
      /(?:^|\/)(?:credentials(?:\.(?:json|ya?ml|toml|ini))?|client_secrets?[\w.-]*\.json|service[-_]?account[\w.-]*\.json|secrets?\.(?:json|ya?ml|toml|env|properties|php|py|rb)|\.netrc|_netrc|\.pgpass|\.my\.cnf|\.npmrc|\.pypirc|\.dockercfg|\.git-credentials|\.s3cfg|\.boto|kubeconfig|wp-config\.php|master\.key|local\.settings\.json|terraform\.tfstate(?:\.backup)?|[\w.-]+\.(?:tfvars|pem|key))$/i,
    ignored: 60,
    advice: REWRITE,
  },
]

/** What a test or an example carries is likelier made for it. */
const LOSS_OF_ROLE = 20

/** Files that git tracks below the scanned folder, as they stand in its index. Throws GIT_FAILED. */
export async function findTrackedSecretsFiles(
  repository: Repository,
  options: { readonly leakKey: Buffer | string; readonly signal?: AbortSignal | undefined },
): Promise<Finding[]> {
  if (repository.workTree === undefined) return []
  const list = async (...more: string[]): Promise<string[]> => {
    const below = repository.prefix === '' ? [] : ['--', repository.prefix]
    const signal = options.signal === undefined ? {} : { signal: options.signal }
    const listed = await readGit({ ...repository }, ['ls-files', '-z', '--cached', ...more, ...below], signal)
    return listed.toString('utf8').split('\0').filter(Boolean)
  }
  const tracked = (await list()).flatMap((path) => {
    const kind = KINDS.find(({ names }) => names.test(path))
    return kind === undefined ? [] : [{ path, kind }]
  })
  if (tracked.length === 0) return []
  const ignored = new Set(await list('--ignored', '--exclude-standard'))
  return tracked.flatMap(({ path, kind }) => {
    const isIgnored = ignored.has(path)
    const base = isIgnored ? kind.ignored : kind.plain
    if (base === undefined) return []
    const file = repository.prefix === '' ? path : path.slice(repository.prefix.length + 1)
    return [findingOf(kind, { path, file, isIgnored, base }, options.leakKey)]
  })
}

function findingOf(
  kind: Kind,
  { path, file, isIgnored, base }: { path: string; file: string; isIgnored: boolean; base: number },
  leakKey: Buffer | string,
): Finding {
  const role = fileRole(file)
  const score = role === 'test' || role === 'example' ? base - LOSS_OF_ROLE : base
  const command = `git rm --cached -- ${quoted(path)}`
  const fix = isIgnored
    ? `.gitignore does not untrack a file; run: ${command}`
    : `name it in .gitignore and run: ${command}`
  return {
    rule: kind.rule,
    about: isIgnored ? `${kind.about.replace(/ although .*$/, '')} although .gitignore names it` : kind.about,
    provider: 'git',
    kind: 'file',
    // There is no key here: the place is the identity.
    leakId: leakId(leakKey, kind.rule, new Sensitive(file)),
    confidence: confidenceOf(score),
    score,
    file,
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
    masked: 'the whole file',
    secret: new Sensitive(''),
    reasons: [fix, kind.advice, ...(score === base ? [] : [`in a ${role} folder, where it is likely made for it`])],
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
