/**
 * Splits cleanly: a stranger is evidence that the key was taken, a known client is an outage that we caused.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I35',
  title: 'Attempts after revocation',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Who still tries the key after it was refused: an intruder, or a service of ours that was forgotten?',
  otherCauses: 'none: both meanings matter',
  sql: `
    SELECT client AS subject, ${TALLY},
      CASE WHEN max(unknown_client) THEN 'a stranger keeps trying; ' ELSE 'a service of ours was forgotten; ' END || ${SUCCESS_NOTE} AS detail
    FROM w WHERE ts >= $rev
    GROUP BY client`,
})
