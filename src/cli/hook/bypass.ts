/**
 * The way through a door in an emergency: a reason, in words, that is printed where everybody sees it. For a push to
 * a server it comes as a push option, so that it reaches the server's own hook; on one's own machine as REKEY_BYPASS.
 */
import type { Io } from '../command.ts'

export type Bypass =
  | { readonly asked: false }
  | { readonly asked: true; readonly reason: string }
  | { readonly asked: true; readonly refused: string }

/** Shorter ones are `1`, `yes` and `true`: no reason. */
const MIN_REASON_CHARACTERS = 10
const PUSH_OPTION = 'rekey.bypass='

export function environmentBypass(env: Io['env']): Bypass {
  return judge(env['REKEY_BYPASS'])
}

export function pushOptionBypass(env: Io['env']): Bypass {
  const count = Math.min(Number(env['GIT_PUSH_OPTION_COUNT'] ?? 0) || 0, 100)
  const options = Array.from({ length: count }, (_, index) => env[`GIT_PUSH_OPTION_${index}`] ?? '')
  return judge(options.find((option) => option.startsWith(PUSH_OPTION))?.slice(PUSH_OPTION.length))
}

function judge(text: string | undefined): Bypass {
  if (!text) return { asked: false }
  const reason = text.trim()
  if (reason.length >= MIN_REASON_CHARACTERS) return { asked: true, reason }
  return {
    asked: true,
    refused: `a reason has at least ${MIN_REASON_CHARACTERS} characters, for those who read it later`,
  }
}
