/** GetSecretValue: one version's value, after its journal entry is durable. */
import type { ActionHandler } from '../call.ts'
import { revealVersion } from '../reveal.ts'

export const getSecretValue: ActionHandler<'GetSecretValue'> = async (call, input) => revealVersion(call, input)
