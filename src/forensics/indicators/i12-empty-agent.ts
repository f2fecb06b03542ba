/**
 * Official clients always send one.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I12',
  title: 'Empty User-Agent',
  severity: 'low',
  needsBaseline: false,
  novelty: false,
  proof: 'none',
  question: 'Did a stranger send no User-Agent at all?',
  otherCauses: 'proxies that strip it, old cron jobs',
  sql: `
    SELECT ip AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM s WHERE family = '(empty)'
    GROUP BY ip`,
})
