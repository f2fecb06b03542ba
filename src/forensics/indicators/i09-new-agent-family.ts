/**
 * Compares families (product names without versions), so that an ordinary update of our own client is silent.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I09',
  title: 'Client software never seen with this key',
  severity: 'medium',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'Which kinds of client software used the key after the leak and never before?',
  otherCauses: 'a change of SDK',
  sql: `
    SELECT family AS subject, ${TALLY},
      'from ' || count(DISTINCT ip) || ' address(es); ' || ${SUCCESS_NOTE} AS detail
    FROM w WHERE family NOT IN (SELECT family FROM b)
    GROUP BY family`,
})
