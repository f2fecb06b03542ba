/**
 * Somebody reads faster than our own clients ever did.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I33',
  title: 'Rate limit hit',
  severity: 'medium',
  needsBaseline: true,
  novelty: false,
  proof: 'none',
  question: 'Was the key throttled more than ever before?',
  otherCauses: 'batch jobs, infrastructure as code',
  sql: `
    WITH past AS (SELECT count(*) AS many FROM b WHERE status = 429 GROUP BY time_bucket(INTERVAL 10 MINUTE, ts)),
    current AS (
      SELECT *, count(*) OVER (PARTITION BY time_bucket(INTERVAL 10 MINUTE, ts)) AS many FROM w WHERE status = 429)
    SELECT ip AS subject, ${TALLY},
      'up to ' || max(many) || ' throttled in 10 minutes; before the leak at most ' ||
        coalesce((SELECT max(many) FROM past), 0) AS detail
    FROM current WHERE many > coalesce((SELECT max(many) FROM past), 0)
    GROUP BY ip`,
})
