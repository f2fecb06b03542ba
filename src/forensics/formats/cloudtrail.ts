/**
 * AWS CloudTrail: `{"Records": [...]}` on one line, as S3 delivers it, or one event per line.
 * CloudTrail has no HTTP status: it is derived from the error code. Pretty-printed JSON is not read
 * (convert it with `jq -c`).
 */
import {
  BadRecord,
  NO_EXTRAS,
  addressField,
  cleanText,
  defineFormat,
  integerField,
  requiredText,
  textField,
  timeField,
  type LogRecord,
} from './format.ts'

/** The parameters that name what was touched, in the order of preference. */
const RESOURCE_PARAMETERS = [
  'secretId',
  'key',
  'bucketName',
  'instanceId',
  'roleName',
  'userName',
  'functionName',
  'name',
]

export default defineFormat({
  id: 'cloudtrail',
  name: 'AWS CloudTrail (NDJSON or one-line Records)',
  docs: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
  unwrap: (record) => (Array.isArray(record['Records']) ? (record['Records'] as unknown[]) : undefined),
  parse: (record) => {
    const identity = objectField(record, 'userIdentity')
    const service = requiredText(record, 'eventSource').replace(/\.amazonaws\.com$/, '')
    const errorCode = textField(record, 'errorCode')
    return {
      ...NO_EXTRAS,
      at: timeField(record, 'eventTime'),
      clientIp: addressField(record, 'sourceIPAddress'),
      method: isReadOnly(record) ? 'GET' : 'POST',
      path: `/${service}/${requiredText(record, 'eventName')}`,
      status: statusOf(errorCode),
      userAgent: (textField(record, 'userAgent') ?? '').replace(/^\[(.*)\]$/, '$1'),
      keyId: textField(identity, 'accessKeyId'),
      bytesOut: integerField(objectField(record, 'additionalEventData'), 'bytesTransferredOut'),
      region: textField(record, 'awsRegion'),
      principal: textField(identity, 'arn'),
      resource: resourceOf(objectField(record, 'requestParameters')),
      errorCode,
      requestId: textField(record, 'eventID'),
    }
  },
})

function objectField(record: LogRecord, name: string): LogRecord {
  const value = record[name]
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new BadRecord(`${name} is not an object`)
  return value as LogRecord
}

function isReadOnly(record: LogRecord): boolean {
  const flag = record['readOnly']
  if (typeof flag === 'boolean') return flag
  return /^(Get|List|Describe|Head|Lookup|BatchGet)/.test(String(record['eventName']))
}

function statusOf(errorCode: string | null): number {
  if (errorCode === null) return 200
  if (/Denied|Unauthorized|InvalidClientTokenId|SignatureDoesNotMatch/i.test(errorCode)) return 403
  if (/^NoSuch|NotFound/i.test(errorCode)) return 404
  return /Throttl|TooManyRequests|SlowDown/i.test(errorCode) ? 429 : 400
}

function resourceOf(parameters: LogRecord): string | null {
  for (const name of RESOURCE_PARAMETERS) {
    const value = parameters[name]
    if (typeof value === 'string' && value !== '') return cleanText(value)
  }
  return null
}
