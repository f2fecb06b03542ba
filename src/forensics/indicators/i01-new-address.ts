/**
 * The first thing an investigator asks. Says little where the key's clients change all the time.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I01',
  title: 'Address never seen with this key',
  severity: 'medium',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'Which addresses used the key after the leak and never before?',
  otherCauses: 'NAT and autoscaling, a new CI runner, travel',
  sql: `
    SELECT ip AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w WHERE ip NOT IN (SELECT ip FROM b)
    GROUP BY ip`,
})
