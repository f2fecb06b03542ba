/**
 * curl and Python's requests are how a found key is tried by hand. A client that the baseline knows is ours and is left out.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I10',
  title: 'Generic scripting client',
  severity: 'medium',
  needsBaseline: false,
  novelty: false,
  proof: 'intrusion',
  question: "Did a general-purpose HTTP client use the key instead of our application's own?",
  otherCauses: 'our own scripts and health checks',
  sql: `
    SELECT client AS subject, ${TALLY},
      max(ua) || '; ' || ${SUCCESS_NOTE} AS detail
    FROM s WHERE regexp_matches(lower(ua), '^(curl|wget|python-requests|python-urllib|python/|python-httpx|aiohttp|httpie|go-http-client|' ||
      'okhttp|axios|node-fetch|node$|undici|got |libwww-perl|java/|apache-httpclient|ruby|php|guzzle|powershell|mozilla/.*powershell|' ||
      'postman|insomnia|rest-client|restsharp|reqwest)')
    GROUP BY client`,
})
