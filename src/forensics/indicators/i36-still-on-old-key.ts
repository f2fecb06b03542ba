/**
 * A guard of the rotation, not of the investigation: each of them must move before the old key is revoked.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I36',
  title: 'Our service still on the old key',
  severity: 'info',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'Which of our clients used the old key after the new one was issued?',
  otherCauses: 'none: the rotation waits for them',
  sql: `
    SELECT network || ' ' || family AS subject, ${TALLY},
      'last on the old key ' || strftime(max(ts), '%H:%M:%S') || ' UTC' AS detail
    FROM w WHERE NOT unknown_client AND ts >= $newt AND ts < $rev
    GROUP BY network, family`,
})
