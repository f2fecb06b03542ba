/**
 * The rows behind the number of affected records. Which routes hold personal data is listed in ../route-classes.ts.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I24',
  title: 'Personal data read by a stranger',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse-by-stranger',
  deed: 'read personal data',
  question: 'Which data about people did strangers read?',
  otherCauses: 'support tools from a new place',
  sql: `
    SELECT ip || ' ' || route AS subject, ${TALLY},
      count(DISTINCT object) || ' single objects, ' || count(*) FILTER (object IS NULL) || ' pages of lists' AS detail
    FROM s WHERE ok AND list_contains(acts, 'personal')
    GROUP BY ip, route`,
})
