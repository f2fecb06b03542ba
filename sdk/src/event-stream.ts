/**
 * Parser for `text/event-stream` (HTML standard, 9.2.6), fed with text in whatever pieces the network
 * delivers: a cut may fall inside a line, between CR and LF, or inside a word.
 */
export interface ServerEvent {
  readonly event: string
  readonly data: string
}

const MAX_PENDING_CHARS = 1024 * 1024

/** Returns a function that takes the next piece of text. Throws RangeError on a line of over a million characters. */
export function createEventParser(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let pending = ''
  let started = false
  let afterCr = false
  let event = ''
  let data: string[] = []

  const takeLine = (line: string): void => {
    if (line === '') {
      if (data.length > 0) onEvent({ event: event || 'message', data: data.join('\n') })
      event = ''
      data = []
      return
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const raw = colon < 0 ? '' : line.slice(colon + 1)
    const value = raw.startsWith(' ') ? raw.slice(1) : raw
    if (field === 'event') event = value
    else if (field === 'data') data.push(value)
  }

  return (text) => {
    if (text === '') return
    let rest = pending + text
    if (!started) {
      started = true
      if (rest.startsWith('\uFEFF')) rest = rest.slice(1)
    }
    // The LF that belongs to a CR at the end of the piece before.
    if (afterCr && rest.startsWith('\n')) rest = rest.slice(1)
    afterCr = false
    let from = 0
    for (const match of rest.matchAll(/\r\n|\n|\r/g)) {
      takeLine(rest.slice(from, match.index))
      from = match.index + match[0].length
      if (match[0] === '\r' && from === rest.length) afterCr = true
    }
    pending = rest.slice(from)
    if (pending.length > MAX_PENDING_CHARS) throw new RangeError('event stream line too long')
  }
}
