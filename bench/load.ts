/**
 * A load client that costs little: raw sockets with keep-alive, one request in flight on each, so that the server
 * under test, on another core, is what limits. Answers are counted by their lengths, and their status is looked at.
 */
import { connect, type Socket } from 'node:net'

export interface LoadRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadResult {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly refused: number
}

export async function load(
  url: string,
  options: { connections: number; seconds: number; next: (i: number) => LoadRequest },
): Promise<LoadResult> {
  const { hostname, port } = new URL(url)
  const times: number[] = []
  let refused = 0
  let sent = 0
  const startsAt = performance.now() + 500
  const endsAt = startsAt + options.seconds * 1_000

  function text({ method, path, headers, body = '' }: LoadRequest): string {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return `${method} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  }

  function run(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let sentAt = 0
      let got = ''
      const ask = (): void => {
        sentAt = performance.now()
        if (sentAt >= endsAt) {
          socket.destroy()
          return resolve()
        }
        socket.write(text(options.next(sent++)))
      }
      socket.on('data', (chunk) => {
        got += chunk.toString('latin1')
        const head = got.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = Number(/content-length: (\d+)/i.exec(got)?.[1] ?? 0)
        if (got.length < head + 4 + length) return
        if (!/^HTTP\/1.1 2/.test(got)) refused++
        got = ''
        // The first half second warms it up.
        if (sentAt >= startsAt) times.push(performance.now() - sentAt)
        ask()
      })
      socket.once('error', reject)
      socket.once('connect', ask)
    })
  }

  await Promise.all(Array.from({ length: options.connections }, () => run(connect(Number(port), hostname))))
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0
  return { perSecond: times.length / options.seconds, p50Ms: at(0.5), p99Ms: at(0.99), refused }
}

export function describeLoad({ perSecond, p50Ms, p99Ms, refused }: LoadResult): string {
  const wrong = refused ? `   ${refused} REFUSED` : ''
  return `${perSecond.toFixed(0)}/s   p50 ${p50Ms.toFixed(1)} ms   p99 ${p99Ms.toFixed(1)} ms${wrong}`
}
