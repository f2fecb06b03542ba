/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I44',
  title: 'Something deleted or stopped',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse-by-stranger',
  deed: 'deleted or stopped things',
  question: 'What was deleted, stopped or disabled by a client that never did so before?',
  otherCauses: 'infrastructure as code',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'destructive') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
