/**
 * Only before the key was revoked: after that everything is denied, which I35 reports.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I17',
  title: 'Permission probing',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'intrusion',
  question: 'Was one address denied on three different routes, or on more than a fifth of its calls?',
  otherCauses: 'wrong permissions after a deploy',
  sql: `
    WITH per_address AS (
      SELECT ip, count(*) AS calls, count(*) FILTER (denied) AS denials, count(DISTINCT route) FILTER (denied) AS routes
      FROM w WHERE ts < $rev GROUP BY ip),
    probing AS (SELECT * FROM per_address WHERE routes >= 3 OR (denials >= 5 AND denials > calls * 0.2))
    SELECT ip AS subject, ${TALLY},
      max(denials) || ' of ' || max(calls) || ' calls denied, on ' || max(routes) || ' routes' AS detail
    FROM w JOIN probing USING (ip) WHERE denied AND ts < $rev
    GROUP BY ip`,
})
