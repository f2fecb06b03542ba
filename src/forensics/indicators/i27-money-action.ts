/**
 * Attempts count as findings; only successes weigh in the verdict.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I27',
  title: 'Money moved or costs caused by a stranger',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse-by-stranger',
  deed: 'moved money or caused costs',
  question: 'Did a stranger try to move money, send messages or start paid machines?',
  otherCauses: 'a finance batch from a new host',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM s WHERE list_contains(acts, 'money')
    GROUP BY ip, method, route`,
})
