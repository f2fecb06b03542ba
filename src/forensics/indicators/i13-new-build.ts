/**
 * An intruder who copies the name of our client often misses its exact version. Compare with the deploys of the day.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I13',
  title: 'Known client software in a build never seen before',
  severity: 'low',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'Which versions of our own client software are new since the leak?',
  otherCauses: 'every deploy of ours',
  sql: `
    SELECT left(ua, 120) AS subject, ${TALLY},
      'from ' || count(DISTINCT ip) || ' address(es); ' || ${SUCCESS_NOTE} AS detail
    FROM w
    WHERE family IN (SELECT family FROM b) AND ua NOT IN (SELECT ua FROM b)
    GROUP BY left(ua, 120)`,
})
