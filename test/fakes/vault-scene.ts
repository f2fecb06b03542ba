/** A client of the Vault API over a test server, without a wire: what the tests of that API ask with. */
import { expect } from 'vitest'
import { EVERYTHING, openTestServer, type Answer, type TestServer } from './test-server.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'PATCH'

export interface Auth {
  readonly client_token: string
  readonly accessor: string
  readonly policies: string[]
  readonly lease_duration: number
}

export interface VaultScene {
  readonly one: TestServer
  /** A token with the policy root. */
  readonly root: string
  ask(token: string | undefined, method: Method, path: string, body?: unknown, headers?: object): Promise<Answer>
  list(token: string, path: string): Promise<Answer>
  create(token: string, body: object): Promise<Auth>
  /** Writes a policy and makes a token of it. */
  withPolicy(name: string, text: string): Promise<string>
}

export async function openVaultScene(): Promise<VaultScene> {
  const one = await openTestServer()
  const ask: VaultScene['ask'] = (token, method, path, body, headers = {}) =>
    one.ask(undefined, method, `/v1/${path}`, body, {
      ...(token !== undefined && { 'x-vault-token': token }),
      ...headers,
    })
  const create: VaultScene['create'] = async (token, body) => {
    const answer = await ask(token, 'POST', 'auth/token/create', body)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json<{ auth: Auth }>().auth
  }
  const root = (await create(await one.token('owner', EVERYTHING), { policies: ['root'] })).client_token
  return {
    one,
    root,
    ask,
    create,
    list: (token, path) => ask(token, 'GET', `${path}?list=true`),
    async withPolicy(name, text) {
      expect((await ask(root, 'PUT', `sys/policies/acl/${name}`, { policy: text })).statusCode).toBe(204)
      return (await create(root, { policies: [name] })).client_token
    },
  }
}

export const dataOf = (answer: Answer): Record<string, unknown> => answer.json<{ data: Record<string, unknown> }>().data
