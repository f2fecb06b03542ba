/**
 * Files that should not be in a repository at all, by their names: a `.env` that git tracks although `.gitignore`
 * names it (the entry does nothing for a tracked file, so the next edit is committed again) or with values that look
 * real, keystores, and dumps of databases. Each finding says how to take the file out. What is readable in them is
 * found by the scan itself.
 */
import { isRekeyError } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import { leakId } from '../detect/leak-id.ts'
import { readGit } from '../sources/git.ts'
import type { Repository } from '../sources/repository.ts'
import { countRealValues } from './env-values.ts'
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
  /** Where `.gitignore` does not name it, it is reported for values that look real only. */
  readonly forValues?: true
  readonly advice: string
}

const REWRITE = 'and change what it opens: it stays in the history'

/** The first that fits is the one. */
const KINDS: readonly Kind[] = [
  {
    rule: 'tracked-env-file',
    about: 'environment file that git tracks',
    // `.env`, `.env.production`, `prod.env`, `config/.env.local`; not the samples that are meant to be committed.
    names:
      /(?:^|\/)(?:(?!(?:example|sample|template|default|dist)s?\.)[\w-]{0,40}\.env(?:\.(?!(?:[\w-]+\.)?(?:example|sample|template|tpl|dist|defaults|schema)$)[\w.-]+)?|\.envrc|\.flaskenv|\.dev\.vars)$/,
    ignored: 60,
    plain: 50,
    forValues: true,
    advice: 'keep its values outside of the repository and commit a sample without them',
  },
  {
    rule: 'tracked-keystore',
    about: 'keystore or key file that git tracks',
    names:
      /\.(?:p12|pfx|pkcs12|jks|jceks|bks|keystore|psafe3|truststore\.jks|kdbx?|keytab|ppk|ovpn|mobileprovision|p8)$|(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.?htpasswd|secring\.gpg|wallet\.dat)$/i,
    ignored: 60,
    plain: 50,
    advice: REWRITE,
  },
  {
    rule: 'tracked-database-dump',
    about: 'dump of a database that git tracks',
    names:
      /(?:^|[/_.-])(?:(?:mysql|pg_?|mongo|db)?dump|backup|export)[\w.-]*\.(?:sql|dump|bak|rdb|bson|archive)(?:\.(?:gz|bz2|xz|zst|zip))?$|\.(?:rdb|dump|pgdump|sql\.(?:gz|bz2|xz|zst))$|(?:^|\/)dump\.rdb$/i,
    ignored: 55,
    plain: 40,
    advice: REWRITE,
  },
  {
    rule: 'tracked-secrets-file',
    about: 'file for credentials that git tracks',
    // Nobody means to share these: logins, states, what was typed.
    names:
      /(?:^|\/)(?:\.netrc|_netrc|\.pgpass|\.git-credentials|terraform\.tfstate(?:\.backup)?|\.(?:ba|z|fi|c|k)?sh_history|\.(?:psql|mysql|sqlite|rediscli|python|node_repl|irb)_history)$/i,
    ignored: 60,
    plain: 50,
    advice: REWRITE,
  },
  {
    rule: 'tracked-secrets-file',
    about: 'file for credentials that git tracks although .gitignore names it',
    names:
      /(?:^|\/)(?:credentials(?:\.(?:json|ya?ml|toml|ini))?|client_secrets?[\w.-]*\.json|service[-_]?account[\w.-]*\.json|secrets?\.(?:json|ya?ml|toml|env|properties|php|py|rb)|\.my\.cnf|\.npmrc|\.pypirc|\.dockercfg|\.s3cfg|\.boto|kubeconfig|wp-config\.php|master\.key|local\.settings\.json|[\w.-]+\.(?:tfvars|pem|key))$/i,
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
  const findings: Finding[] = []
  let read = 0
  for (const { path, kind } of tracked) {
    const isIgnored = ignored.has(path)
    const base = isIgnored ? kind.ignored : kind.plain
    const values = kind.forValues === true && read++ < MAX_READ ? await countValues(repository, path, options) : 0
    if (base === undefined || (kind.forValues === true && !isIgnored && values === 0)) continue
    const file = repository.prefix === '' ? path : path.slice(repository.prefix.length + 1)
    findings.push(findingOf(kind, { path, file, isIgnored, base, values }, options.leakKey))
  }
  return findings
}

/** A process each. */
const MAX_READ = 100

/** As the index holds it: that is what the next commit has. */
async function countValues(
  repository: Repository,
  path: string,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<number> {
  const content = await readGit({ ...repository }, ['cat-file', 'blob', `:0:${path}`], signal ? { signal } : {}).catch(
    (error: unknown) => {
      // A link to a place that is not there, or a conflict: nothing to read.
      if (isRekeyError(error, 'GIT_FAILED')) return undefined
      throw error
    },
  )
  return content === undefined ? 0 : countRealValues(content.toString('utf8', 0, MAX_VALUES_BYTES))
}

const MAX_VALUES_BYTES = 1024 * 1024

function findingOf(
  kind: Kind,
  {
    path,
    file,
    isIgnored,
    base,
    values,
  }: { path: string; file: string; isIgnored: boolean; base: number; values: number },
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
    reasons: [
      fix,
      ...(values === 0 ? [] : [saysOf(values)]),
      kind.advice,
      ...(score === base ? [] : [`in a ${role} folder, where it is likely made for it`]),
    ],
  }
}

function saysOf(values: number): string {
  const some =
    values === 1 ? 'one of its values looks real: change it' : `${values} of its values look real: change them`
  return `${some}, for the history keeps what was committed`
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
}
