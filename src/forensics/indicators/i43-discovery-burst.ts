/**
 * Faster and smaller than I16: a script that lists what there is.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I43',
  title: 'Discovery burst',
  severity: 'medium',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Did a stranger make eight or more different reading calls within one minute?',
  otherCauses: 'a refresh of infrastructure as code, a single-page application',
  sql: `
    WITH counted AS (
      SELECT *, count(DISTINCT route) OVER (PARTITION BY ip ORDER BY ts
        RANGE BETWEEN INTERVAL 60 SECOND PRECEDING AND CURRENT ROW) AS many FROM (SELECT * FROM s WHERE method = 'GET')),
    bursts AS (
      SELECT ip, min(ts) - INTERVAL 60 SECOND AS since, max(ts) AS until, max(many) AS most
      FROM counted WHERE many >= 8 GROUP BY ip)
    SELECT ip AS subject, ${TALLY},
      max(most) || ' different routes within 60 s; ' || ${SUCCESS_NOTE} AS detail
    FROM counted JOIN bursts USING (ip) WHERE ts BETWEEN since AND until
    GROUP BY ip`,
})
