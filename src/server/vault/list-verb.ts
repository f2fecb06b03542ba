/**
 * The verb LIST, which Vault's clients use and node's HTTP parser does not know. The parser stops at it and says
 * where; what it could not read then goes, with the verb replaced by one that it knows, to a parser of its own.
 * Nothing else of the request is touched. The connection ends after that answer.
 */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** Stands for LIST inside this server: known to the parser, used by nobody else here. */
export const LIST_METHOD = 'PROPFIND'

interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
  readonly bytesParsed?: number
}

export function acceptListVerb(server: Server): void {
  const others = server.listeners('clientError') as ((error: ParserError, socket: Duplex) => void)[]
  server.removeAllListeners('clientError')
  server.on('clientError', (error: ParserError, socket: Duplex) => {
    const packet = error.code === 'HPE_INVALID_METHOD' ? withoutList(error) : undefined
    if (packet) handOver(server, socket as Socket, packet)
    else for (const other of others) other.call(server, error, socket)
  })
}

/** What follows the verb; undefined when it is another one. The first letters may have come in a packet before. */
function withoutList({ rawPacket, bytesParsed = 0 }: ParserError): Buffer | undefined {
  if (!rawPacket) return undefined
  // The parser leaves at the S, two letters into the word.
  const start = Math.max(0, bytesParsed - 2)
  const seen = rawPacket.subarray(start, start + 6).toString('latin1')
  for (const rest of start === 0 ? ['LIST /', 'IST /', 'ST /'] : ['LIST /']) {
    if (seen.startsWith(rest)) return rawPacket.subarray(start + rest.length - 1)
  }
  return undefined
}

/** The first connection of a socket has given up; a second one, on the same wire, takes the rest. */
function handOver(server: Server, socket: Socket, rest: Buffer): void {
  for (const event of ['data', 'end', 'drain', 'timeout']) socket.removeAllListeners(event)
  // Its half-read request is not waited for any more.
  ;(socket as Socket & { parser?: { remove?: () => void } }).parser?.remove?.()
  const wire = new Wire(socket)
  server.emit('connection', wire)
  wire.push(Buffer.concat([Buffer.from(`${LIST_METHOD} `), rest]))
}

class Wire extends Duplex {
  readonly #socket: Socket

  constructor(socket: Socket) {
    super({ allowHalfOpen: true })
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
    socket.resume()
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress
  }

  get remotePort(): number | undefined {
    return this.#socket.remotePort
  }

  get remoteFamily(): string | undefined {
    return this.#socket.remoteFamily
  }

  get localAddress(): string | undefined {
    return this.#socket.localAddress
  }

  get localPort(): number | undefined {
    return this.#socket.localPort
  }

  get encrypted(): boolean {
    return 'encrypted' in this.#socket && this.#socket.encrypted === true
  }

  setTimeout(ms: number, callback?: () => void): this {
    this.#socket.setTimeout(ms, callback)
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.destroyed) return done(new Error('the connection is closed'))
    this.#socket.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
