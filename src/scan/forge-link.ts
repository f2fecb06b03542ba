/**
 * Where a finding can be looked at in a browser: its lines in the file at its commit, on the forge that the repository
 * was cloned from. The address is read from the repository's own configuration and nobody is asked. A user or a
 * password in it never becomes part of a link.
 */
import { join } from 'node:path'
import { commonDirOf, readSmall } from '../sources/pack/object-folders.ts'
import type { Repository } from '../sources/repository.ts'
import { parseRemote, scmLink, type Platform, type Remote } from './compat/gitleaks/scm-link.ts'
import type { Finding } from './finding.ts'

/** Forges that people run themselves are told by the name of the host. */
const BY_NAME: readonly (readonly [RegExp, Platform])[] = [
  [/github/, 'github'],
  [/gitlab/, 'gitlab'],
  [/bitbucket|stash/, 'bitbucket'],
  [/gitea|forgejo/, 'gitea'],
]

/** The remote called origin, or the first one; undefined when its host is no forge that we know. */
export function findForge(repository: Repository): Remote | undefined {
  return forgeIn(readSmall(join(commonDirOf(repository.gitDir), 'config')))
}

/** Of the text of a configuration, without the files that it includes. */
export function forgeIn(config: string): Remote | undefined {
  const addresses = new Map<string, string>()
  let remote: string | undefined
  for (const line of config.split('\n')) {
    const section = /^\s*\[([^\]"]*)(?:"((?:[^"\\]|\\.)*)")?\]/.exec(line)
    if (section) remote = section[1]?.trim().toLowerCase() === 'remote' ? section[2] : undefined
    const url = /^\s*url\s*=\s*"?([^"\s]+)/i.exec(line)?.[1]
    if (url !== undefined && remote !== undefined && !addresses.has(remote)) addresses.set(remote, url)
  }
  const address = addresses.get('origin') ?? [...addresses.values()][0]
  return address === undefined ? undefined : parseForge(address)
}

export function parseForge(address: string): Remote | undefined {
  const remote = parseRemote(webAddress(address), 'unknown')
  if (remote === undefined || !/^https?:\/\/[^/]/.test(remote.url)) return undefined
  if (remote.platform !== 'unknown') return remote
  const host = new URL(remote.url).hostname
  const platform = BY_NAME.find(([name]) => name.test(host))?.[1]
  return platform === undefined ? undefined : { ...remote, platform }
}

/** `user@host:path` and `ssh://user@host:22/path` are served at `https://host/path`. */
function webAddress(address: string): string {
  const ssh =
    /^(?:ssh|git\+ssh):\/\/(?:[^@/]*@)?(\[[\da-f:]+\]|[\w.-]+)(?::\d+)?\/(.+)$/i.exec(address) ??
    /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)(.+)$/.exec(address)
  if (ssh === null) return address
  const [, host = '', path = ''] = ssh
  // Azure's ssh addresses have a shape of their own: v3/organization/project/repository.
  const azure = /^v3\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path)
  if (azure !== null) return `https://dev.azure.com/${azure[1]}/${azure[2]}/_git/${azure[3]}`
  return `https://${host}/${path}`
}

/** Undefined for what no commit holds, and for a message of a commit, which has no lines. */
export function linkOf(forge: Remote, finding: Finding, prefix = ''): string | undefined {
  const { commit, file, inner, startLine, endLine } = finding
  if (commit === undefined || finding.blob === undefined) return undefined
  const outer = inner === undefined ? file : `${file.slice(0, -inner.length - 1)}!${inner}`
  const place = { commit, file: prefix === '' ? outer : `${prefix}/${outer}`, startLine, endLine }
  const link = scmLink(forge, place, (path) => path.split('/').map(encodeURIComponent).join('/'))
  return link === '' ? undefined : link
}
