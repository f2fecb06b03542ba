/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I29',
  title: 'Rights extended with the key',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'extended rights',
  question: 'Were rights given to anybody with the key?',
  otherCauses: 'infrastructure as code',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'privilege') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
