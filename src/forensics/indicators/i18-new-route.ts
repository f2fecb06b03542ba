/**
 * Successful calls only; denied ones belong to I17.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I18',
  title: 'Route never called by this key before',
  severity: 'medium',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'Which routes answered this key after the leak for the first time?',
  otherCauses: 'a new feature of ours',
  sql: `
    SELECT method || ' ' || route AS subject, ${TALLY},
      'by ' || count(DISTINCT client) || ' client(s)' AS detail
    FROM w WHERE ok AND NOT EXISTS (SELECT 1 FROM b WHERE b.method = w.method AND b.route = w.route)
    GROUP BY method || ' ' || route`,
})
