/** Which bytes are worth searching: the rule that git itself uses to tell text from binary. */

/** git's own bound (`buffer_is_binary`). */
export const SNIFF_BYTES = 8_000

export const MAX_FILE_BYTES = 50 * 1024 * 1024

export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFF_BYTES).includes(0)
}

/** Text that git takes for binary. It is reported, because a key in it would go unseen. */
export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
}

export const UTF16_REASON = 'UTF-16 text is not searched'

export function tooLargeReason(bytes: number): string {
  return `larger than ${MAX_FILE_BYTES / 1024 / 1024} MB (${Math.ceil(bytes / 1024 / 1024)} MB)`
}
