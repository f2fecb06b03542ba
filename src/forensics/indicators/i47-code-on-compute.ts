/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I47',
  title: 'Code run or replaced on our machines',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'ran code on our machines',
  question: 'Was code run, replaced or injected with the key?',
  otherCauses: 'operations through a systems manager',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'code') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
