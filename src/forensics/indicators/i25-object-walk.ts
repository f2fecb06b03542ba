/**
 * Twenty, as in the public rules for secret managers. Counts attempts; only successes weigh in the verdict.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I25',
  title: 'Walk over object ids',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse-by-stranger',
  deed: 'read many objects one after the other',
  question: 'Did a stranger read twenty or more different objects of one kind within ten minutes?',
  otherCauses: 'a migration, a backup',
  sql: `
    WITH counted AS (
      SELECT *, count(DISTINCT object) OVER (PARTITION BY ip, route ORDER BY ts
        RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW) AS many FROM (SELECT * FROM s WHERE object IS NOT NULL)),
    bursts AS (
      SELECT ip, route, min(ts) - INTERVAL 10 MINUTE AS since, max(ts) AS until, max(many) AS most
      FROM counted WHERE many >= 20 GROUP BY ip, route)
    SELECT ip || ' ' || route AS subject, ${TALLY},
      count(DISTINCT object) || ' objects; ' || ${SUCCESS_NOTE} AS detail
    FROM counted JOIN bursts USING (ip, route) WHERE ts BETWEEN since AND until
    GROUP BY ip, route`,
})
