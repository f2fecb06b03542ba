/**
 * Median plus six times the larger of deviation and its Poisson width, per hour of day: quiet on public web logs.
 * The rows are those of the clients that made the spike, not all that happened to be there.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I21',
  title: 'Volume above the usual of the hour',
  severity: 'medium',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'In which five minutes was the key used far more than usual at that hour, and by whom?',
  otherCauses: 'campaigns, retries, load tests',
  sql: `
    WITH bounds AS (SELECT time_bucket(INTERVAL 5 MINUTE, min(ts)) AS low, max(ts) AS high FROM b),
    grid AS (SELECT unnest(generate_series(low, high, INTERVAL 5 MINUTE)) AS bucket FROM bounds),
    past AS (SELECT time_bucket(INTERVAL 5 MINUTE, ts) AS bucket, count(*) AS many FROM b GROUP BY bucket),
    filled AS (SELECT hour(bucket) AS hour_of_day, coalesce(many, 0) AS many FROM grid LEFT JOIN past USING (bucket)),
    usual AS (SELECT hour_of_day, median(many) AS middle FROM filled GROUP BY hour_of_day),
    limits AS (
      SELECT hour_of_day, middle, middle + 6 * greatest(median(abs(many - middle)), sqrt(middle), 1) AS ceiling
      FROM filled JOIN usual USING (hour_of_day) GROUP BY hour_of_day, middle),
    current AS (SELECT *, time_bucket(INTERVAL 5 MINUTE, ts) AS bucket FROM w),
    spikes AS (
      SELECT bucket, count(*) AS total, max(middle) AS middle, max(ceiling) AS ceiling
      FROM current JOIN limits ON hour_of_day = hour(bucket) GROUP BY bucket HAVING count(*) > max(ceiling)),
    habits AS (
      SELECT network, family, max(many) AS most FROM (
        SELECT network, family, time_bucket(INTERVAL 5 MINUTE, ts) AS bucket, count(*) AS many
        FROM b GROUP BY network, family, bucket) GROUP BY network, family),
    shares AS (
      SELECT *, count(*) OVER (PARTITION BY bucket, network, family) AS many FROM current JOIN spikes USING (bucket))
    SELECT strftime(bucket, '%Y-%m-%d %H:%M') AS subject, ${TALLY},
      max(total) || ' requests in 5 minutes, usual at this hour ' || max(middle)::BIGINT AS detail
    FROM shares LEFT JOIN habits USING (network, family) WHERE shares.many > coalesce(most, 0)
    GROUP BY bucket`,
})
