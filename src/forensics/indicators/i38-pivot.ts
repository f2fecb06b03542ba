/**
 * Looks at all keys in the imported logs, so it is only as good as what was imported.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I38',
  title: 'Intruder uses another key of ours',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Does an address that is new to all our logs since the leak use other keys of ours?',
  otherCauses: 'an office address that was not seen before',
  sql: `
    SELECT ip || ' on ' || key AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM (
      SELECT rowid AS rid, request_timestamp AS ts, client_ip AS ip, api_key_id AS key,
        response_status_code BETWEEN 200 AND 399 AS ok
      FROM api_access_logs
      WHERE request_timestamp BETWEEN $t0 AND $t1 AND api_key_id <> $key AND api_key_id <> coalesce($newkey, ''))
    WHERE ip IN (SELECT ip FROM s)
      AND ip NOT IN (SELECT client_ip FROM api_access_logs WHERE request_timestamp < $t0)
    GROUP BY ip, key`,
})
