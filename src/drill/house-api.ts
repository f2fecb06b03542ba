/** The drill's way to talk to the server: as an operator would, over HTTP. Bears that the server is killed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sleep } from '../base/clock.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { IncidentRoomBody, IncidentSummaryBody } from '../server/api/schemas.ts'
import { drillError } from './drill-error.ts'

export interface HouseApi {
  request(method: string, path: string, body?: unknown): Promise<unknown>
  upload(path: string, body: Buffer): Promise<unknown>
  incidents(): Promise<IncidentSummaryBody[]>
  room(id: string): Promise<IncidentRoomBody>
  text(path: string): Promise<string>
}

const GIVE_UP_MS = 30_000

export function createHouseApi(url: string, home: string, signal: AbortSignal): HouseApi {
  async function call(
    method: string,
    path: string,
    init: { body?: string | Buffer; type?: string },
  ): Promise<Response> {
    const startedAt = performance.now()
    for (;;) {
      signal.throwIfAborted()
      try {
        // Read each time: a server that was started again has left a new token.
        const { token } = JSON.parse(await readFile(join(home, 'local.json'), 'utf8')) as { token: string }
        const headers: Record<string, string> = { authorization: `Bearer ${new Sensitive(token).reveal()}` }
        if (init.type) headers['content-type'] = init.type
        const body = init.body === undefined ? {} : { body: init.body as string }
        const answer = await fetch(`${url}${path}`, { method, headers, ...body, signal })
        if (answer.ok) return answer
        const problem = (await answer.json().catch(() => ({}))) as { error?: { code: string; message: string } }
        if (answer.status < 500 && answer.status !== 401)
          throw refused(method, path, problem.error?.message ?? `status ${answer.status}`)
      } catch (error) {
        if (signal.aborted || (error as { code?: string }).code === 'DRILL_STEP_FAILED') throw error
      }
      if (performance.now() - startedAt > GIVE_UP_MS) throw refused(method, path, 'the server does not answer')
      await sleep(100, signal)
    }
  }
  const request: HouseApi['request'] = async (method, path, body) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' }
    const answer = await call(method, path, init)
    return answer.status === 204 ? undefined : answer.json()
  }
  return {
    request,
    upload: async (path, body) => (await call('POST', path, { body, type: 'application/x-ndjson' })).json(),
    incidents: async () => ((await request('GET', '/api/incidents')) as { incidents: IncidentSummaryBody[] }).incidents,
    room: async (id) => (await request('GET', `/api/incidents/${id}`)) as IncidentRoomBody,
    text: async (path) => (await call('GET', path, {})).text(),
  }
}

function refused(method: string, path: string, why: string): Error {
  return drillError('DRILL_STEP_FAILED', `${method} ${path}: ${why}`)
}
