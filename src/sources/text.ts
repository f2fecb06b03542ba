/** Which bytes are worth searching: the rule that git itself uses to tell text from binary. */

/** git's own bound (`buffer_is_binary`). */
export const SNIFF_BYTES = 8_000

/** What is read into memory as a whole. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFF_BYTES).includes(0)
}

/** Larger files of text are not read through. */
export const MAX_STREAMED_BYTES = 4 * 1024 ** 3

/** Why `bytes` are too many for `limit`. */
export function tooLargeReason(bytes: number, limit: number = MAX_STREAMED_BYTES): string {
  return `larger than ${limit / 1024 / 1024} MB (${Math.ceil(bytes / 1024 / 1024)} MB)`
}
