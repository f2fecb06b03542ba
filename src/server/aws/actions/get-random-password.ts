/** GetRandomPassword: belongs to no secret, and is kept nowhere. */
import type { ActionHandler } from '../call.ts'
import { randomPassword } from '../random-password.ts'

export const getRandomPassword: ActionHandler<'GetRandomPassword'> = async (_call, input) => ({
  RandomPassword: randomPassword(input),
})
