/** Quoted-printable, as mails carry it: `=3D` for `=`, and `=` at the end of a line for no line end. */
import { hexNumber, type Codec, type Stretch } from './codec.ts'

const SIGN = Array.from('quoted-printable', (character) => character.charCodeAt(0))
const EQUALS = 0x3d
const MAX_BYTES = 1024 * 1024

const quotedPrintable: Codec = {
  name: 'quoted-printable',
  decode(bytes, { start, end }, out) {
    let at = start
    while (at < end) {
      const next = bytes.indexOf(EQUALS, at)
      if (next === -1 || next >= end) break
      out.copy(bytes, at, next)
      const code = hexNumber(bytes, next + 1, next + 3)
      const lineEnd = bytes[next + 1] === 0x0a ? 2 : bytes[next + 1] === 0x0d && bytes[next + 2] === 0x0a ? 3 : 0
      at = next + (code === -1 ? Math.max(1, lineEnd) : 3)
      if (code !== -1) out.put(code, next, at)
      else if (lineEnd === 0) out.copy(bytes, next, at)
    }
    if (at < end) out.copy(bytes, at, end)
  },
}

/** Only behind the header that announces it: `=` and two digits are ordinary in any program. */
export function findQuotedPrintable(bytes: Uint8Array, onStretch: (stretch: Stretch) => void): void {
  for (let at = bytes.indexOf(0x2d); at !== -1; at = bytes.indexOf(0x2d, at + 1)) {
    const start = at - 6
    if (!SIGN.every((byte, i) => ((bytes[start + i] ?? 0) | 0x20) === (byte | 0x20))) continue
    const end = Math.min(bytes.length, start + MAX_BYTES)
    onStretch({ codec: quotedPrintable, start: start + SIGN.length, end })
    at = end
  }
}
