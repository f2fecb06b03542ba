/**
 * Bots that watch public pushes need two to five minutes. The rows are all that such a client did, not only its first.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I14',
  title: 'Stranger within 15 minutes of the leak',
  severity: 'high',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'Which strangers came within 15 minutes of the publication?',
  otherCauses: 'responders who test the key',
  sql: `
    SELECT client AS subject, ${TALLY},
      'first request ' || (epoch(min(ts)) - epoch($t0::TIMESTAMP))::BIGINT || ' s after the leak; ' || ${SUCCESS_NOTE} AS detail
    FROM s JOIN (
      SELECT client FROM s GROUP BY client HAVING min(ts) <= $t0::TIMESTAMP + INTERVAL 15 MINUTE) early USING (client)
    GROUP BY client`,
})
