/** NDJSON whose fields already have the names of the table `api_access_logs`: our own export, or an extract by SQL. */
import {
  addressField,
  defineFormat,
  integerField,
  methodField,
  numberField,
  pathField,
  statusField,
  textField,
  timeField,
} from './format.ts'

export default defineFormat({
  id: 'access-log',
  name: 'Rekey access log (NDJSON)',
  docs: null,
  parse: (record) => ({
    at: timeField(record, 'request_timestamp'),
    clientIp: addressField(record, 'client_ip'),
    method: methodField(record, 'request_method'),
    path: pathField(record, 'request_path'),
    status: statusField(record, 'response_status_code'),
    userAgent: textField(record, 'user_agent') ?? '',
    keyId: textField(record, 'api_key_id') || null,
    bytesOut: integerField(record, 'bytes_out'),
    country: textField(record, 'country'),
    asn: integerField(record, 'asn'),
    asOrg: textField(record, 'as_org'),
    lat: numberField(record, 'lat'),
    lon: numberField(record, 'lon'),
    region: textField(record, 'region'),
    principal: textField(record, 'principal'),
    resource: textField(record, 'resource'),
    errorCode: textField(record, 'error_code'),
    requestId: textField(record, 'request_id'),
  }),
})
