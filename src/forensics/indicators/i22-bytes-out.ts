/**
 * Needs a log with response sizes; without them it is silent.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I22',
  title: 'More data out than ever',
  severity: 'high',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'Which addresses received more data in ten minutes than 99.9 % of the usual?',
  otherCauses: 'reports, backups, synchronisation',
  sql: `
    WITH past AS (SELECT sum(bytes) AS total FROM b GROUP BY ip, time_bucket(INTERVAL 10 MINUTE, ts)),
    ceiling AS (SELECT quantile_cont(total, 0.999) AS most FROM past),
    current AS (
      SELECT *, sum(bytes) OVER (PARTITION BY ip, time_bucket(INTERVAL 10 MINUTE, ts)) AS total FROM w WHERE ok)
    SELECT ip AS subject, ${TALLY},
      sum(bytes)::BIGINT || ' bytes; the usual 10 minutes stay below ' || max(most)::BIGINT AS detail
    FROM current, ceiling WHERE total > most AND total > 0
    GROUP BY ip`,
})
