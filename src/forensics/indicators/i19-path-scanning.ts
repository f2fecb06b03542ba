/**
 * Fifteen paths, as a broken link of ours seldom has more. Telltale paths (.git, .env) count from the first.
 */
import { TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I19',
  title: 'Path scanning',
  severity: 'medium',
  needsBaseline: false,
  novelty: false,
  proof: 'intrusion',
  question: 'Did one address ask for many paths that do not exist, or for files that scanners look for?',
  otherCauses: 'the background noise of the internet',
  sql: `
    WITH missing AS (
      SELECT ip FROM w WHERE status = 404 GROUP BY ip HAVING count(DISTINCT path) >= 15),
    scanned AS (
      SELECT *, regexp_matches(lower(path), '/\\.(git|env|svn|hg|aws|ssh)(/|$|\\?)|/wp-(admin|login)|/phpmyadmin|\\.\\./') AS telltale FROM w)
    SELECT ip AS subject, ${TALLY},
      count(*) FILTER (telltale) || ' telltale paths, ' || count(*) FILTER (status = 404) || ' not found' AS detail
    FROM scanned WHERE telltale OR (status = 404 AND ip IN (SELECT ip FROM missing))
    GROUP BY ip`,
})
