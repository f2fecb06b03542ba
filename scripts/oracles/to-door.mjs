/**
 * Loaded before a provider's own client: every connection that it opens leads to the door on the loopback address, as
 * plain text, whatever host it names. So the client is used as it is, its default host is seen in the `Host` header, and
 * nothing leaves this machine. The port stands in DOOR_PORT.
 */
import net from 'node:net'
import tls from 'node:tls'

const door = { host: '127.0.0.1', port: Number(process.env['DOOR_PORT']) }
const { connect } = net

/** `connect(options)`, `connect(port, host)`: both with a listener at the end. */
function toDoor(...args) {
  const listener = args.findLast((arg) => typeof arg === 'function')
  return connect(door, listener)
}

net.connect = toDoor
net.createConnection = toDoor
tls.connect = (...args) => {
  const listener = args.findLast((arg) => typeof arg === 'function')
  const socket = connect(door)
  Object.assign(socket, {
    encrypted: true,
    authorized: true,
    alpnProtocol: false,
    getSession: () => undefined,
    isSessionReused: () => false,
    getPeerCertificate: () => ({}),
  })
  if (listener) socket.once('secureConnect', listener)
  socket.once('connect', () => socket.emit('secureConnect'))
  return socket
}
