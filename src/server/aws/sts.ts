/** `sts:GetCallerIdentity`, which clients ask to learn whose access key they hold. Query protocol: form in, XML out. */
import type { Identity } from '../../secrets/identities.ts'
import { userArn } from './arn.ts'
import type { AwsError, AwsErrorType } from './aws-error.ts'

/** The same refusals have older names here. */
const CODES: Readonly<Partial<Record<AwsErrorType, string>>> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  UnknownOperationException: 'InvalidAction',
  UnrecognizedClientException: 'InvalidClientTokenId',
}
const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/'

export function callerIdentityXml(identity: Identity, account: string, requestId: string): string {
  const result = [
    `<Arn>${escapeXml(userArn(account, identity.name))}</Arn>`,
    `<UserId>${escapeXml(identity.id)}</UserId>`,
    `<Account>${account}</Account>`,
  ].join('')
  return `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>\n`
}

export function errorXml(error: AwsError, requestId: string): { status: number; xml: string } {
  const code = CODES[error.type] ?? (error.status >= 500 ? 'InternalFailure' : error.type)
  const isIdentity = [
    'AccessDenied',
    'ExpiredToken',
    'InvalidClientTokenId',
    'MissingAuthenticationToken',
    'SignatureDoesNotMatch',
  ]
  const status = error.status >= 500 ? 500 : isIdentity.includes(code) ? 403 : 400
  const type = status >= 500 ? 'Receiver' : 'Sender'
  const xml = `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>\n`
  return { status, xml }
}

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
