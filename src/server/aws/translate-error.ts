/** Errors of the store in the words of AWS. What nobody foresaw is InternalServiceError, and says nothing. */
import { isRekeyError } from '../../base/errors.ts'
import { translateDbError } from '../../db/db-error.ts'
import { invalidName } from './arn.ts'
import { AwsError, invalidParameter, invalidRequest, markedForDeletion, secretNotFound } from './aws-error.ts'

export const internalError = (): AwsError =>
  new AwsError('InternalServiceError', 'An error occurred on the server side.', 500)

export function toAwsError(thrown: unknown): AwsError {
  if (thrown instanceof AwsError) return thrown
  const error = translateDbError(thrown)
  if (!isRekeyError(error)) return internalError()
  switch (error.code) {
    case 'SECRET_NOT_FOUND':
      return secretNotFound()
    case 'SECRET_NAME_INVALID':
      return invalidName()
    case 'SECRET_DELETED':
      return markedForDeletion()
    case 'SECRET_VALUE_INVALID':
      return new AwsError(
        'ValidationException',
        "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536, of whole characters",
      )
    case 'SECRET_METADATA_INVALID':
      return invalidParameter(`The request is not valid: ${error.message}.`)
    case 'LABEL_INVALID':
      return new AwsError('LimitExceededException', `The staging labels are not valid: ${error.message}.`)
    case 'SECRET_PENDING':
    case 'ROTATION_OPEN':
      return invalidRequest(`${error.message}. ${error.hint}`)
    case 'APPROVAL_REQUIRED':
    case 'ACCESS_DENIED':
      return new AwsError('AccessDeniedException', error.message)
    case 'SECRET_TAMPERED':
      return new AwsError(
        'DecryptionFailure',
        "Secrets Manager can't decrypt the protected secret text using the provided KMS key.",
      )
    default:
      return error.status < 500 ? invalidRequest(error.message) : internalError()
  }
}
