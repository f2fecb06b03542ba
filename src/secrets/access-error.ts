/** What is refused to those who ask, with the way to go on. */
import { defineErrors } from '../base/errors.ts'

export const accessError = defineErrors({
  AUTH_REQUIRED: { status: 401, exit: 2, hint: 'Send a token that is valid now: Authorization: Bearer rkt_…' },
  ACCESS_DENIED: { status: 403, exit: 2, hint: 'Ask for a policy that allows this action on this name.' },
  SETUP_TOKEN_INVALID: {
    status: 401,
    exit: 2,
    hint: 'A setup token works once and for 15 minutes. Restart the server, or run "rekey token setup", for a new one.',
  },
  IDENTITY_EXISTS: {
    status: 409,
    exit: 2,
    hint: 'Choose another name, or make a token for the identity that is there. Case and look-alikes do not make a new name.',
  },
  IDENTITY_NOT_FOUND: { status: 404, exit: 2, hint: 'Make it first with: rekey identity create NAME' },
  NAME_INVALID: {
    status: 400,
    exit: 2,
    hint: 'Use letters, digits, ".", "_" and "-", 64 at most, beginning and ending with a letter or digit; policies and groups in lower case.',
  },
  RULE_INVALID: {
    status: 400,
    exit: 2,
    hint: 'A rule is allow or deny, a pattern such as shop/production/** (* is one whole part, ** any number) and actions.',
  },
  GRANT_TOO_WIDE: {
    status: 403,
    exit: 3,
    hint: 'Nobody can grant, take over or free more than they hold. Ask somebody who holds it.',
  },
  SIGN_IN_REFUSED: { status: 401, exit: 2, hint: 'Check what you typed. After five failures the name waits.' },
  SIGN_IN_LOCKED: { status: 429, exit: 3, hint: 'Wait, then try again.', retryable: true },
  SIGN_IN_BUSY: { status: 503, exit: 2, hint: 'Try again in a few seconds.', retryable: true },
  SECOND_FACTOR_REQUIRED: { status: 401, exit: 2, hint: 'Type the six digits that your app shows now.' },
  SECOND_FACTOR_EXISTS: { status: 409, exit: 2, hint: 'Remove it first; that takes one of its codes.' },
  PASSWORD_WEAK: {
    status: 400,
    exit: 2,
    hint: 'Take at least 12 characters, five of them different, without your name; 256 at most.',
  },
  TOKEN_NOT_FOUND: {
    status: 404,
    exit: 2,
    hint: 'List what there is: GET /api/sessions or /api/identities/NAME/tokens.',
  },
  POLICY_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey policy list' },
  POLICY_IN_USE: { status: 409, exit: 2, hint: 'Take it away from everybody first.' },
})
