/** A rotation function as users write them for Lambda: the four steps of AWS's own templates, over HTTP. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SecretsManager } from '@aws-sdk/client-secrets-manager'

export interface RotationFunction {
  readonly url: string
  /** The steps that were called, in order, with what each answered. */
  readonly calls: { readonly step: string; readonly token: string; readonly failed: boolean }[]
  /** Fails so many times in this step before it does its work. */
  failIn(step: string, times: number): void
  close(): Promise<void>
}

interface Event {
  readonly Step: string
  readonly SecretId: string
  readonly ClientRequestToken: string
}

/** `client` is asked for when the first call comes: the address must be known before the server starts. */
export async function openRotationFunction(client: () => SecretsManager): Promise<RotationFunction> {
  const calls: { step: string; token: string; failed: boolean }[] = []
  const failures = new Map<string, number>()
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const event = JSON.parse(Buffer.concat(parts).toString()) as Event
      const left = failures.get(event.Step) ?? 0
      failures.set(event.Step, left - 1)
      const failed = left > 0
      calls.push({ step: event.Step, token: event.ClientRequestToken, failed })
      if (!failed) await rotate(client(), event)
      if (failed) response.setHeader('X-Amz-Function-Error', 'Unhandled')
      response.end(failed ? JSON.stringify({ errorType: 'ValueError', errorMessage: 'not yet' }) : 'null')
    })().catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    failIn: (step, times) => void failures.set(step, times),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function rotate(client: SecretsManager, { Step, SecretId, ClientRequestToken }: Event): Promise<void> {
  const { VersionIdsToStages: stages = {} } = await client.describeSecret({ SecretId })
  if (!stages[ClientRequestToken]?.includes('AWSPENDING') && Step !== 'testSecret')
    throw new Error(`version ${ClientRequestToken} is not set as AWSPENDING`)
  if (Step === 'createSecret') {
    const VersionStages = ['AWSPENDING']
    await client.putSecretValue({
      SecretId,
      ClientRequestToken,
      SecretString: `rotated-${randomUUID()}`,
      VersionStages,
    })
  }
  if (Step === 'finishSecret') {
    const current = Object.keys(stages).find((id) => stages[id]?.includes('AWSCURRENT'))
    await client.updateSecretVersionStage({
      SecretId,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: current,
    })
  }
}
