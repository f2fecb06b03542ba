/**
 * Five reads or one batch read. Left out when this client did the same before the leak: then it is its ordinary work.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I31',
  title: 'Secrets harvested',
  severity: 'critical',
  needsBaseline: false,
  novelty: false,
  proof: 'abuse',
  deed: 'collected secrets',
  question: 'Did one address read five or more secrets within ten minutes?',
  otherCauses: 'a refresh of infrastructure as code',
  sql: `
    WITH reads AS (
      SELECT *, regexp_matches(route, 'Batch') AS batch FROM w
      WHERE list_contains(acts, 'secrets') AND (unknown_client OR new_to_client)),
    counted AS (
      SELECT *, count(*) OVER (PARTITION BY ip ORDER BY ts
        RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW) AS many FROM reads),
    bursts AS (
      SELECT ip, min(ts) - INTERVAL 10 MINUTE AS since, max(ts) AS until FROM counted WHERE many >= 5 OR batch GROUP BY ip)
    SELECT ip AS subject, ${TALLY},
      count(DISTINCT object) || ' named secrets; ' || ${SUCCESS_NOTE} AS detail
    FROM counted JOIN bursts USING (ip) WHERE ts BETWEEN since AND until
    GROUP BY ip`,
})
