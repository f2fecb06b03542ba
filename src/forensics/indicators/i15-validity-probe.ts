/**
 * Validity checkers begin with it. Only the first call of each stranger counts.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I15',
  title: 'First call only asks whether the key works',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'intrusion',
  question: "Was a stranger's first call a cheap identity or balance call?",
  otherCauses: 'our own health checks',
  sql: `
    WITH firsts AS (
      SELECT *, row_number() OVER (PARTITION BY client ORDER BY ts, rid) AS place FROM s)
    SELECT client AS subject, ${TALLY},
      'first call ' || max(method) || ' ' || max(route) || ', answered ' || max(status) AS detail
    FROM firsts WHERE place = 1 AND list_contains(acts, 'identity')
    GROUP BY client`,
})
