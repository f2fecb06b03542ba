/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 * Every later silence in that log then means nothing.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I30',
  title: 'Logging or scanning switched off',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'switched off logging or scanning',
  question: 'Was a log, a detector or a scanner switched off with the key?',
  otherCauses: 'infrastructure as code that tears down',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'evasion') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
