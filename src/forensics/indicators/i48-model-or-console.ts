/**
 * Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I48',
  title: 'Paid models or the console opened',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'opened paid models or the console',
  question: 'Was access to paid models or to the console opened with the key?',
  otherCauses: 'the first project with models',
  sql: `
    SELECT ip || ' ' || method || ' ' || route AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE list_contains(acts, 'model') AND (unknown_client OR new_to_client)
    GROUP BY ip, method, route`,
})
