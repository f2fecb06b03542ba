/**
 * Somebody who does not know what the key is for finds out by trying. Our own clients call the routes they were written for.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I16',
  title: 'Endpoint enumeration',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Did a stranger try ten or more different routes within ten minutes?',
  otherCauses: 'the start-up of a single-page application',
  sql: `
    WITH counted AS (
      SELECT *, count(DISTINCT route) OVER (PARTITION BY ip ORDER BY ts
        RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW) AS many FROM s),
    bursts AS (
      SELECT ip, min(ts) - INTERVAL 10 MINUTE AS since, max(ts) AS until, max(many) AS most
      FROM counted WHERE many >= 10 GROUP BY ip)
    SELECT ip AS subject, ${TALLY},
      max(most) || ' different routes within 10 minutes; ' || ${SUCCESS_NOTE} AS detail
    FROM counted JOIN bursts USING (ip) WHERE ts BETWEEN since AND until
    GROUP BY ip`,
})
