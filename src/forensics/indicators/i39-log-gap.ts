/**
 * Silence of a log is not silence of an intruder: a gap lowers the coverage of the verdict.
 * Over all keys, because our own traffic leaves the old key. Under a minute nothing is called a gap. An hour that
 * the history does not hold is measured by the longest silence of any hour; without history nothing can be said.
 */
import { defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I39',
  title: 'Gap in the log',
  severity: 'medium',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'When was the whole log silent for more than twice the longest silence of that hour of day?',
  otherCauses: 'quiet services',
  sql: `
    WITH times AS (
      SELECT request_timestamp AS ts, rowid AS rid FROM api_access_logs WHERE request_timestamp >= $b0
      UNION ALL SELECT $rev::TIMESTAMP, NULL),
    steps AS (
      SELECT ts, rid, lag(ts) OVER (ORDER BY ts, rid) AS before, lag(rid) OVER (ORDER BY ts, rid) AS rid_before FROM times),
    gaps AS (SELECT *, epoch_ms(ts) - epoch_ms(before) AS gap_ms FROM steps WHERE before IS NOT NULL),
    hours AS (
      SELECT hour(unnest(generate_series(date_trunc('hour', before), ts, INTERVAL 1 HOUR))) AS hour_of_day, gap_ms
      FROM gaps WHERE ts < $t0),
    limits AS (SELECT hour_of_day, max(gap_ms) AS longest_ms FROM hours GROUP BY hour_of_day),
    judged AS (
      SELECT gaps.*, coalesce(longest_ms, (SELECT max(longest_ms) FROM limits)) AS longest_ms
      FROM gaps LEFT JOIN limits ON hour_of_day = hour(before) WHERE ts > $t0 AND before < $rev)
    SELECT strftime(before, '%Y-%m-%d %H:%M:%S') AS subject, 1 AS n, before AS first_seen, ts AS last_seen,
      'silent for ' || (gap_ms // 1000) || ' s; the longest silence at this hour was ' || (longest_ms // 1000) || ' s' AS detail,
      list_filter([rid_before, rid], lambda row_number: row_number IS NOT NULL) AS rids
    FROM judged WHERE longest_ms IS NOT NULL AND gap_ms > greatest(2 * longest_ms, 60000)`,
})
