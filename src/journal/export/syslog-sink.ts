/**
 * The journal to a syslog server, as RFC 5424 says it: over UDP (which tells nobody what was lost), TCP (framed by
 * octet counting, RFC 6587) or a Unix socket of datagrams or a stream. The facts stand in structured data, so that
 * they are found without parsing the message.
 */
import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { hostname } from 'node:os'
import type { ChainedEntry } from '../chain.ts'
import { lineOf, sinkError, type Sink } from './sink.ts'

/** Facility 13 ("log audit"), severity 6 (informational); 4 (warning) for what the journal itself calls an alarm. */
const FACILITY = 13
/** What every receiver must take over UDP is 480 octets, what it should take 2,048: of more, the message is left out. */
const MAX_DATAGRAM_BYTES = 2_048
const TIMEOUT_MS = 10_000

/** Throws SINK_INVALID. */
export function openSyslogSink(address: string): Sink {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol === 'udp:') return datagramSink(url.hostname.replace(/^\[|\]$/g, ''), Number(url.port || 514))
  if (url?.protocol === 'tcp:')
    return streamSink({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 601) })
  if (url?.protocol === 'unix:' && url.pathname.length > 1)
    return streamSink({ path: decodeURIComponent(url.pathname) })
  throw sinkError('SINK_INVALID', 'the address of the syslog server has another form')
}

/** One message. Exported for the tests of its form. */
export function formatSyslog(entry: ChainedEntry, withMessage = true): string {
  const { seq, at, actor, action, subject, detail, hash } = entry
  const severity = detail['alarm'] === true ? 4 : 6
  const data = Object.entries({ seq: String(seq), actor, subject, hash })
    .map(([name, value]) => ` ${name}="${value.replace(/["\\\]]/g, '\\$&')}"`)
    .join('')
  const message = withMessage ? ` ${lineOf(entry)}` : ''
  return `<${FACILITY * 8 + severity}>1 ${at.toISOString()} ${plain(hostname(), 255)} rekey ${process.pid} ${plain(action, 32)} [rekey@32473${data}]${message}`
}

/** Printable ASCII without a blank, as a header field is. */
function plain(text: string, max: number): string {
  return text.replace(/[^\x21-\x7e]/g, '_').slice(0, max) || '-'
}

function datagramSink(host: string, port: number): Sink {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  // What the network says later of an earlier message.
  socket.on('error', () => {})
  socket.unref()
  const sendOne = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      socket.send(text, port, host, (error) => {
        if (error) reject(sinkError('SINK_FAILED', `syslog at ${host}:${port} cannot be reached (${error.message})`))
        else resolve()
      })
    })
  return {
    name: 'syslog',
    async send(entries) {
      for (const entry of entries) {
        const text = formatSyslog(entry)
        await sendOne(Buffer.byteLength(text) > MAX_DATAGRAM_BYTES ? formatSyslog(entry, false) : text)
      }
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function streamSink(to: { readonly host: string; readonly port: number } | { readonly path: string }): Sink {
  let open: Socket | undefined
  const connected = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      if (open && !open.destroyed && open.writable) return resolve(open)
      const socket = connect(to as never)
      socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')))
      socket.once('connect', () => {
        socket.setTimeout(0)
        socket.unref()
        open = socket
        resolve(socket)
      })
      socket.on('error', (error) => reject(sinkError('SINK_FAILED', `syslog cannot be reached (${error.message})`)))
      // A receiver that hangs up is not written to again.
      socket.on('end', () => socket.destroy())
      socket.resume()
    })
  return {
    name: 'syslog',
    async send(entries) {
      const socket = await connected()
      const frames = entries.map((entry) => {
        const text = formatSyslog(entry)
        return `${Buffer.byteLength(text)} ${text}`
      })
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => socket.destroy(new Error('no answer')), TIMEOUT_MS)
        socket.write(frames.join(''), (error) => {
          clearTimeout(timer)
          if (error) reject(sinkError('SINK_FAILED', `syslog hung up (${error.message})`))
          else resolve()
        })
      })
    },
    close: () =>
      new Promise((resolve) => {
        if (!open || open.destroyed) return resolve()
        open.end(() => resolve())
      }),
  }
}
