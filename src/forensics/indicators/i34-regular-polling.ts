/**
 * At least ten requests, four of five gaps within 5 % of the median. A gap under one second is a loop, not polling.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I34',
  title: 'Machine-regular polling by a stranger',
  severity: 'low',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Did a stranger call at equal intervals, as a waiting program does?',
  otherCauses: 'monitoring',
  sql: `
    WITH gaps AS (
      SELECT *, epoch_ms(ts) - epoch_ms(lag(ts) OVER (PARTITION BY client ORDER BY ts, rid)) AS gap_ms FROM s),
    typical AS (
      SELECT client, median(gap_ms) AS middle_ms FROM gaps WHERE gap_ms IS NOT NULL
      GROUP BY client HAVING count(*) >= 9 AND median(gap_ms) >= 1000),
    regular AS (
      SELECT client, middle_ms FROM gaps JOIN typical USING (client) WHERE gap_ms IS NOT NULL
      GROUP BY client, middle_ms HAVING avg((abs(gap_ms - middle_ms) <= middle_ms * 0.05)::INTEGER) >= 0.8)
    SELECT client AS subject, ${TALLY},
      'every ' || round(max(middle_ms) / 1000, 1) || ' s' AS detail
    FROM s JOIN regular USING (client)
    GROUP BY client`,
})
