/** Quoted-printable, as mails carry it: `=3D` for `=`, and `=` at the end of a line for no line end. */
import { MARK } from '../kernel/kernel.ts'
import { hexNumber, type Codec, type OnStretch } from './codec.ts'

const HEADER_BYTES = 'quoted-printable'.length
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
export function findQuotedPrintable(bytes: Uint8Array, marks: ArrayLike<number>, onStretch: OnStretch): void {
  let reached = 0
  for (let i = 0; i < marks.length; i += 2) {
    const at = marks[i] as number
    if (marks[i + 1] !== MARK.quotedPrintable || at < reached) continue
    const start = at + HEADER_BYTES
    reached = Math.min(bytes.length, start + MAX_BYTES)
    onStretch({ codec: quotedPrintable, start, end: reached })
  }
}
