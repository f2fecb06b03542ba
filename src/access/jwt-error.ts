/** What is refused to those who prove themselves with somebody else's word. */
import { defineErrors } from '../base/errors.ts'

export const jwtError = defineErrors({
  JWT_REFUSED: {
    status: 401,
    exit: 2,
    hint: 'Ask the issuer for a fresh token with the audience that the sign-in method names, and look at its bound claims.',
  },
})
