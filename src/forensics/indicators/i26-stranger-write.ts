/**
 * Successful writes only.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I26',
  title: 'Write by a stranger, or first write of a read-only key',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse-by-stranger',
  deed: 'changed data',
  question: 'What did strangers change? Did a key that only read begin to write?',
  otherCauses: 'a new admin tool',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      CASE WHEN max(unknown_client) THEN 'written by a stranger' ELSE 'first writes of a key that only read' END AS detail
    FROM w WHERE ok AND method IN ('POST', 'PUT', 'PATCH', 'DELETE') AND (unknown_client OR (
      EXISTS (SELECT 1 FROM b) AND NOT EXISTS (SELECT 1 FROM b WHERE method IN ('POST', 'PUT', 'PATCH', 'DELETE'))))
    GROUP BY ip, method, route`,
})
