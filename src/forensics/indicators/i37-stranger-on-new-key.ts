/**
 * Then the place the key leaks from is still open and rotating again changes nothing.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I37',
  title: 'Stranger of the old key on the new key',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'used the new key too',
  question: 'Does an intruder of the old key already use the new one?',
  otherCauses: 'a jump host that both share',
  sql: `
    SELECT client AS subject, ${TALLY},
      'the leak path is still open; ' || ${SUCCESS_NOTE} AS detail
    FROM k WHERE NOT old AND ip IN (SELECT ip FROM s) AND ip NOT IN (SELECT ip FROM b)
    GROUP BY client`,
})
