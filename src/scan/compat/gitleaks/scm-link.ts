/** Links to findings on a forge, as gitleaks writes them. Empty where it writes none. */
import type { GitleaksFinding } from './finding.ts'

export const PLATFORMS = ['unknown', 'none', 'github', 'gitlab', 'azuredevops', 'gitea', 'bitbucket'] as const
export type Platform = (typeof PLATFORMS)[number]

export interface Remote {
  readonly platform: Platform
  readonly url: string
}

type Placed = Pick<GitleaksFinding, 'commit' | 'file' | 'startLine' | 'endLine'>

/** What stands between the commit and the lines, and how the lines are told. */
interface Style {
  readonly blob: string
  readonly first: string
  readonly last: string
  /** Asks the forge for the source of a file that it would render. */
  readonly plain?: string
  readonly end?: string
}

const STYLES: Readonly<Partial<Record<Platform, Style>>> = {
  github: { blob: '/blob/{commit}/', first: '#L', last: '-L', plain: '?plain=1' },
  gitlab: { blob: '/blob/{commit}/', first: '#L', last: '-' },
  azuredevops: {
    blob: '/commit/{commit}?path=/',
    first: '&line=',
    last: '&lineEnd=',
    // Azure marks a line only when it is told columns.
    end: '&lineStartColumn=1&lineEndColumn=10000000&type=2&lineStyle=plain&_a=files',
  },
  gitea: { blob: '/src/commit/{commit}/', first: '#L', last: '-L', plain: '?display=source' },
  bitbucket: { blob: '/src/{commit}/', first: '#lines-', last: ':' },
}

const HOSTS: Readonly<Record<string, Platform>> = {
  'github.com': 'github',
  'gitlab.com': 'gitlab',
  'dev.azure.com': 'azuredevops',
  'visualstudio.com': 'azuredevops',
  'gitea.com': 'gitea',
  'code.forgejo.org': 'gitea',
  'codeberg.org': 'gitea',
  'bitbucket.org': 'bitbucket',
}

/** What gitleaks escapes of a path. */
const escapePath = (path: string): string => path.replace(/[ %]/g, (char) => (char === ' ' ? '%20' : '%25'))

export function scmLink(
  { platform, url }: Remote,
  { commit, file, startLine, endLine }: Placed,
  escape: (path: string) => string = escapePath,
): string {
  const style = STYLES[platform]
  if (style === undefined || commit === '') return ''
  const [outer = '', ...inner] = file.split('!')
  const path = escape(outer)
  const link = url + style.blob.replace('{commit}', () => commit) + path
  // A file inside of an archive has no page.
  if (inner.length > 0) return link
  const plain = /\.(?:ipynb|md)$/i.test(path) ? (style.plain ?? '') : ''
  const first = startLine === 0 ? '' : `${style.first}${startLine}`
  const last = endLine === startLine ? '' : `${style.last}${endLine}`
  return link + plain + first + last + (style.end ?? '')
}

/** Of what `git ls-remote --get-url` says. Never holds a user or password of the URL. */
export function parseRemote(text: string, platform: Platform): Remote | undefined {
  const ssh = /^git@([a-zA-Z0-9.-]+):(?:\d{1,5}\/)?([\w/.-]+?)(?:\.git)?$/.exec(text)
  const address = (ssh ? `https://${ssh[1]}/${ssh[2]}` : text).replace(/\.git$/, '')
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  url.username = ''
  url.password = ''
  const known = platform === 'unknown' ? (HOSTS[url.hostname.toLowerCase()] ?? 'unknown') : platform
  return { platform: known, url: url.href.replace(/\/$/, address.endsWith('/') ? '/' : '') }
}
