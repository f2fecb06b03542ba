/** What `rekey secret` does beside set, get and list: look back, go back, compare, delete and come back. */
import type { Io } from './command.ts'
import type { Connection } from './connection.ts'
import { formatConsumers, type ConsumersAnswer } from './consumers-text.ts'

export interface Verb {
  readonly args: string
  readonly run: (server: Connection, args: readonly string[], flags: VerbFlags) => Promise<Outcome>
  readonly count: number
}

export interface VerbFlags {
  readonly from?: string
  readonly facts?: undefined | { readonly description?: string; readonly owner?: string | null; readonly tags?: object }
  readonly versions?: number[]
  readonly days?: number
}

interface Outcome {
  /** For --json. */
  readonly answer: unknown
  readonly text: string
}

/** A name may hold blanks and signs: each part is encoded, the slashes stay. */
export function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/')
}

interface History {
  readonly name: string
  readonly deletedAt: string | null
  readonly versions: readonly {
    number: number
    labels: string[]
    state: string
    createdAt: string
    createdBy: string
    deadAt: string | null
  }[]
}

const said = (text: string): Outcome => ({ answer: { ok: true }, text: `${text}\n` })

export const secretVerbs: Readonly<Record<string, Verb>> = {
  history: {
    args: 'NAME',
    count: 1,
    async run(server, [name = '']) {
      const answer = (await server.request('GET', `/api/history/${pathOf(name)}`)) as History
      const lines = answer.versions.map(({ number, labels, state, createdAt, createdBy, deadAt }) => {
        const facts = [...labels, ...(state === 'enabled' ? [] : [state]), ...(deadAt ? ['dead'] : [])].join(', ')
        return `${String(number).padStart(4)}  ${createdAt}  ${createdBy}  ${facts}`.trimEnd()
      })
      const deleted = answer.deletedAt ? `${answer.name} was deleted at ${answer.deletedAt}.\n` : ''
      return { answer, text: `${deleted}${lines.join('\n')}\n` }
    },
  },
  consumers: {
    args: 'NAME',
    count: 1,
    async run(server, [name = '']) {
      const answer = (await server.request('GET', `/api/consumers/${pathOf(name)}`)) as ConsumersAnswer
      return { answer, text: formatConsumers(answer) }
    },
  },
  rollback: {
    args: 'NAME --versions N',
    count: 1,
    async run(server, [name = ''], { versions = [] }) {
      const answer = (await server.request('POST', `/api/rollback/${pathOf(name)}`, { version: versions[0] })) as {
        version: number
      }
      return { answer, text: `Version ${answer.version} of ${name} has the value of version ${versions[0]}.\n` }
    },
  },
  delete: {
    args: 'NAME [--versions N,N] [--days N]',
    count: 1,
    async run(server, [name = ''], { versions, days = 30 }) {
      if (versions) {
        await server.request('POST', `/api/versions/delete/${pathOf(name)}`, { versions })
        return said(`Deleted version ${versions.join(', ')} of ${name}; "rekey secret undelete" takes it back.`)
      }
      const answer = (await server.request('DELETE', `/api/secrets/${pathOf(name)}?days=${days}`)) as {
        purgeAt: string
      }
      return {
        answer,
        text: `Deleted ${name}. Until ${answer.purgeAt} "rekey secret restore ${name}" brings it back.\n`,
      }
    },
  },
  undelete: {
    args: 'NAME --versions N,N',
    count: 1,
    async run(server, [name = ''], { versions = [] }) {
      await server.request('POST', `/api/versions/undelete/${pathOf(name)}`, { versions })
      return said(`Version ${versions.join(', ')} of ${name} is back.`)
    },
  },
  restore: {
    args: 'NAME',
    count: 1,
    async run(server, [name = '']) {
      await server.request('POST', `/api/restore/${pathOf(name)}`)
      return said(`Restored ${name}.`)
    },
  },
  destroy: {
    args: 'NAME [--versions N,N]',
    count: 1,
    async run(server, [name = ''], { versions }) {
      await (versions
        ? server.request('POST', `/api/versions/destroy/${pathOf(name)}`, { versions })
        : server.request('POST', `/api/destroy/${pathOf(name)}`))
      return said(versions ? `Destroyed version ${versions.join(', ')} of ${name}.` : `Destroyed ${name}, for good.`)
    },
  },
  diff: {
    args: 'PROJECT/ENVIRONMENT PROJECT/ENVIRONMENT',
    count: 2,
    async run(server, [left = '', right = '']) {
      const [a, b] = [await readEnvironment(server, left), await readEnvironment(server, right)]
      const keys = [...new Set([...a.keys(), ...b.keys()])].sort()
      const answer = {
        onlyLeft: keys.filter((key) => !b.has(key)),
        onlyRight: keys.filter((key) => !a.has(key)),
        different: keys.filter((key) => a.has(key) && b.has(key) && a.get(key) !== b.get(key)),
        same: keys.filter((key) => a.has(key) && a.get(key) === b.get(key)).length,
      }
      const lines = [
        ...answer.onlyLeft.map((key) => `- ${key}  only in ${left}`),
        ...answer.onlyRight.map((key) => `+ ${key}  only in ${right}`),
        ...answer.different.map((key) => `~ ${key}  has another value`),
      ]
      return { answer, text: `${lines.map((line) => `${line}\n`).join('')}${answer.same} the same.\n` }
    },
  },
  describe: {
    args: 'NAME [--description TEXT] [--owner NAME] [--tags LIST]',
    count: 1,
    async run(server, [name = ''], { facts }) {
      await server.request('PATCH', `/api/secrets/${pathOf(name)}`, facts)
      return said(`Described ${name}.`)
    },
  },
  inherit: {
    args: 'PROJECT/ENVIRONMENT --from NAME',
    count: 1,
    async run(server, [scope = ''], { from = 'none' }) {
      await server.request('PUT', `/api/environments/${pathOf(scope)}`, { inherits: from === 'none' ? null : from })
      const project = scope.split('/')[0]
      return said(
        from === 'none'
          ? `${scope} has its own secrets only.`
          : `${scope} takes what it lacks from ${project}/${from}.`,
      )
    },
  },
  at: {
    args: 'PROJECT/ENVIRONMENT TIME',
    count: 2,
    async run(server, [scope = '', time = '']) {
      const path = `/api/environments/${pathOf(scope)}/at?time=${encodeURIComponent(time)}`
      const answer = (await server.request('GET', path)) as {
        secrets: { name: string; version: number; since: string }[]
      }
      const lines = answer.secrets.map(({ name, version, since }) => `${name}  version ${version}  since ${since}\n`)
      return { answer, text: lines.join('') || `Nothing was in ${scope} then.\n` }
    },
  },
}

/** Path below the environment → value, for those that the caller may read. */
export async function readEnvironment(server: Connection, scope: string): Promise<Map<string, string>> {
  const { values } = (await server.request('GET', `/api/environments/${pathOf(scope)}/values`)) as {
    values: { name: string; value: string }[]
  }
  return new Map(values.map(({ name, value }) => [name.slice(scope.length + 1), value]))
}

export function report(io: Io, asJson: boolean, { answer, text }: Outcome): number {
  io.stdout.write(asJson ? `${JSON.stringify(answer)}\n` : text)
  return 0
}
