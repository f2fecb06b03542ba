/** ValidateResourcePolicy: would it be kept, and does it let everybody in? */
import { AwsError } from '../aws-error.ts'
import type { ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'
import { isPublic, parsePolicy } from '../policy/parse.ts'

export const validateResourcePolicy: ActionHandler<'ValidateResourcePolicy'> = async (call, input) => {
  if (input.SecretId !== undefined) await resolveSecret(call, input.SecretId, 'see')
  const errors = findErrors(input.ResourcePolicy)
  return { PolicyValidationPassed: !errors.length, ValidationErrors: errors }
}

function findErrors(policy: string): { CheckName: string; ErrorMessage: string }[] {
  try {
    if (!isPublic(parsePolicy(policy))) return []
    return [{ CheckName: 'PUBLIC_POLICY', ErrorMessage: 'The policy grants broad access to the secret.' }]
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return [{ CheckName: 'POLICY_SYNTAX', ErrorMessage: error.message }]
  }
}
