/** The key of the leak ids on this machine. Without a server's key the ids are comparable, not private. */
import type { Io } from './command.ts'

/**
 * Without REKEY_LEAK_KEY all machines share this key, so that leak ids in a committed file mean the same
 * everywhere. The price: whoever sees an id can test guesses. That is hopeless for a random key and easy for
 * a password of low entropy; set REKEY_LEAK_KEY (the server's, to get its ids) before ids are published.
 */
const DEFAULT_LEAK_KEY = 'rekey-local'

export function leakKeyOf(env: Io['env']): string {
  return env['REKEY_LEAK_KEY'] || DEFAULT_LEAK_KEY
}
