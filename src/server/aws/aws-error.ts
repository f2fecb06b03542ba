/**
 * What this interface refuses, in the words of AWS: its clients branch on `__type`, and people search for the
 * text. Errors of the service model carry `Message`, those of AWS's front door `message`; both are HTTP 400.
 */
const MODELLED = new Set([
  'DecryptionFailure',
  'EncryptionFailure',
  'InternalServiceError',
  'InvalidNextTokenException',
  'InvalidParameterException',
  'InvalidRequestException',
  'LimitExceededException',
  'MalformedPolicyDocumentException',
  'PreconditionNotMetException',
  'PublicPolicyException',
  'ResourceExistsException',
  'ResourceNotFoundException',
] as const)

type Modelled = typeof MODELLED extends Set<infer T> ? T : never

export type AwsErrorType =
  | Modelled
  | 'AccessDeniedException'
  | 'ExpiredTokenException'
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'SerializationException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException'
  | 'ValidationException'

export class AwsError extends Error {
  readonly type: AwsErrorType
  readonly status: number

  constructor(type: AwsErrorType, message: string, status = 400) {
    super(message)
    this.name = type
    this.type = type
    this.status = status
  }

  toBody(): { __type: string; Message?: string; message?: string } {
    const isModelled = (MODELLED as ReadonlySet<string>).has(this.type)
    return { __type: this.type, [isModelled ? 'Message' : 'message']: this.message }
  }
}

export const secretNotFound = (): AwsError =>
  new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message)

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequestException', message)

export const markedForDeletion = (): AwsError =>
  invalidRequest("You can't perform this operation on the secret because it was marked for deletion.")
