/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I28',
  title: 'A way to come back',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'made a way to come back',
  question: 'Was a new credential, user, webhook or trust made with the key?',
  otherCauses: 'infrastructure as code, key rotation tools',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'persistence') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
