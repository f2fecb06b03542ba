/**
 * A listing read to its end. A client that always read this route is left out.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I23',
  title: 'Pagination crawl',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Did one address turn ten or more pages of one listing within ten minutes?',
  otherCauses: 'nightly synchronisation jobs',
  sql: `
    WITH counted AS (
      SELECT *, count(*) OVER (PARTITION BY ip, route ORDER BY ts
        RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW) AS many FROM (SELECT * FROM w WHERE method = 'GET' AND ok AND (unknown_client OR new_to_client) AND regexp_matches(path,
        '[?&](starting_after|ending_before|page|page_token|pagetoken|cursor|after|offset|skip|next_token|marker)='))),
    bursts AS (
      SELECT ip, route, min(ts) - INTERVAL 10 MINUTE AS since, max(ts) AS until, max(many) AS most
      FROM counted WHERE many >= 10 GROUP BY ip, route)
    SELECT ip || ' ' || route AS subject, ${TALLY},
      count(*) || ' pages, up to ' || max(most) || ' in 10 minutes' AS detail
    FROM counted JOIN bursts USING (ip, route) WHERE ts BETWEEN since AND until
    GROUP BY ip, route`,
})
