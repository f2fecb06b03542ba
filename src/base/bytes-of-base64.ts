/**
 * Bytes of valid base64, in browsers, too. `Uint8Array.from` with a function would take four milliseconds for what every
 * start reads, a loop one or two: it is optimised and over.
 */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== 'undefined') return Buffer.from(text, 'base64')
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i)
  return bytes
}
