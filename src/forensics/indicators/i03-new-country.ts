/**
 * Only for logs that carry the country in both the baseline and the window: nothing is looked up here.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I03',
  title: 'Country never seen with this key',
  severity: 'high',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'From which countries was the key used after the leak and never before?',
  otherCauses: 'roaming, errors of geo databases',
  sql: `
    SELECT country AS subject, ${TALLY},
      ${SUCCESS_NOTE} AS detail
    FROM w
    WHERE country IS NOT NULL AND country NOT IN (SELECT country FROM b WHERE country IS NOT NULL)
      AND EXISTS (SELECT 1 FROM b WHERE country IS NOT NULL)
    GROUP BY country`,
})
