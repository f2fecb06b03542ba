/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I46',
  title: 'Data opened to the outside',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'opened data to the outside',
  question: 'Was a snapshot, image, bucket or port opened to others with the key?',
  otherCauses: 'planned sharing',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'opening') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
