/**
 * Request-log export of Stripe, one JSON object per line. Stripe publishes no schema for it; the fields are
 * those of the dashboard's request log. The key's own text (`api_key`) is not read: `api_key_id` names the key,
 * and is empty when the key was unknown.
 */
import {
  NO_EXTRAS,
  addressField,
  defineFormat,
  integerField,
  methodField,
  pathField,
  statusField,
  textField,
  timeField,
} from './format.ts'

export default defineFormat({
  id: 'stripe',
  name: 'Stripe request log (NDJSON)',
  docs: 'https://docs.stripe.com/development/dashboard/request-logs',
  parse: (record) => ({
    ...NO_EXTRAS,
    at: timeField(record, 'created'),
    clientIp: addressField(record, 'ip_address'),
    method: methodField(record, 'method'),
    path: pathField(record, 'url'),
    status: statusField(record, 'status'),
    userAgent: textField(record, 'user_agent') ?? '',
    keyId: textField(record, 'api_key_id') || null,
    bytesOut: integerField(record, 'response_bytes'),
    requestId: textField(record, 'request_id'),
  }),
})
