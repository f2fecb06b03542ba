/**
 * A server on the loopback address that plays a provider for whatever client comes: it knows one key by its text, wherever
 * it stands, and keeps what was asked. How the key must be shown is not its matter: that is what is compared afterwards.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Canned, KeyAnswers } from '../../test/contract/answers/key-answers.ts'
import type { SentRequest } from '../../test/contract/oracles/request-form.ts'

export interface OpenDoor {
  readonly port: number
  play(answers: KeyAnswers, liveKey: string): void
  /** All requests since the last time. */
  take(): SentRequest[]
  close(): void
}

export async function openDoor(): Promise<OpenDoor> {
  let played: { answers: KeyAnswers; liveKey: string } | undefined
  let requests: SentRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const line = `${request.method} ${request.url}`
        const { host = '', ...headers } = request.headers
        requests.push({ host, line, headers, body: Buffer.concat(chunks).toString() })
        const [status, body, more = {}] = answerTo(requests.at(-1) as SentRequest)
        const isText = typeof body === 'string'
        response
          .writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...more })
          .end(isText ? body : JSON.stringify(body))
      })
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))

  const answerTo = (request: SentRequest): Canned => {
    if (!played) return [500, 'nobody is played']
    const { answers, liveKey } = played
    const also = answers.also?.find(({ asks }) => asks === request.line)
    return also?.answer ?? (everySpelling(request).includes(liveKey) ? answers.live : answers.dead)
  }
  return {
    port: (server.address() as AddressInfo).port,
    play(answers, liveKey) {
      played = { answers, liveKey }
      requests = []
    },
    take: () => requests.splice(0),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The request as text, with what is escaped or in base64 spelled out. */
function everySpelling({ line, headers, body }: SentRequest): string {
  const texts = [line, body, ...Object.values(headers).map(String)]
  const basic = /^Basic (.+)$/i.exec(String(headers['authorization']))?.[1] ?? ''
  const form = [
    ...new URLSearchParams(body).values(),
    ...new URL(line.split(' ')[1] ?? '', 'http://a').searchParams.values(),
  ]
  return [...texts, ...form, Buffer.from(basic, 'base64').toString()].join('\n')
}
