/** `rekey unseal`: hands a share of the root key to a server that is sealed. It comes from standard input, never from argv. */
import { text } from 'node:stream/consumers'
import { defineErrors } from '../base/errors.ts'
import { Sensitive } from '../base/sensitive.ts'
import type { Command } from './command.ts'
import { requestWithoutToken, serverFlag } from './connection.ts'

export const unsealError = defineErrors({
  UNSEAL_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey unseal --server URL < SHARE' },
})

export const command: Command = {
  name: 'unseal',
  about: 'Hand in a share of the root key.',
  usage: '[--server URL] < SHARE',
  maxArgs: 0,
  flags: serverFlag,
  examples: ['rekey unseal --server http://127.0.0.1:7373 < my-share.txt'],
  async run({ flags }, io) {
    if (io.stdin.isTTY) io.stderr.write('Type the share, then Ctrl-D:\n')
    const share = (await text(io.stdin as AsyncIterable<Uint8Array> as never)).trim()
    if (share === '') throw unsealError('UNSEAL_USAGE', 'no share came in')
    const ask = { path: '/api/unseal', body: { share: new Sensitive(share) } }
    const answer = (await requestWithoutToken(io, flags, ask)) as { sealed: boolean; given: number; threshold: number }
    io.stdout.write(
      answer.sealed
        ? `${answer.given} of ${answer.threshold} shares are in.\n`
        : 'The root key is open. The server starts.\n',
    )
    return 0
  },
}
