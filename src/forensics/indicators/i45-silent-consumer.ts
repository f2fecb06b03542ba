/**
 * Silence of the old key is no proof that everybody moved: a nightly job has not run yet.
 * The row is the client's last one before the leak.
 */
import { defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I45',
  title: 'Our client seen on neither key',
  severity: 'high',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'Which of our clients were silent on both keys since the new key exists?',
  otherCauses: 'a service that was retired',
  sql: `
    WITH seen AS (SELECT DISTINCT network, family FROM k WHERE ok AND ts >= $newt AND ts < $rev)
    SELECT clients.network || ' ' || clients.family AS subject, max(requests) AS n,
      max(first_ts) AS first_seen, max(last_ts) AS last_seen,
      'not seen in ' || ((epoch($rev::TIMESTAMP) - epoch($newt::TIMESTAMP)) / 60)::BIGINT || ' min since the new key; ' ||
        'its longest silence before was ' || round(max(silence_ms) / 3600000, 1) || ' h' AS detail,
      [max(rid)] AS rids
    FROM clients ANTI JOIN seen USING (network, family) JOIN b USING (network, family)
    WHERE requests >= 2 AND $newt::TIMESTAMP IS NOT NULL
    GROUP BY clients.network, clients.family`,
})
