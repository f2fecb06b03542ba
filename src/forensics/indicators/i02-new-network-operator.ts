/**
 * Only for logs that carry the ASN in both the baseline and the window: nothing is looked up here.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I02',
  title: 'Network operator (ASN) never seen with this key',
  severity: 'high',
  needsBaseline: true,
  novelty: true,
  proof: 'none',
  question: 'From which network operators was the key used after the leak and never before?',
  otherCauses: 'a relabelled provider, VPN, a second cloud',
  sql: `
    SELECT 'AS' || asn AS subject, ${TALLY},
      coalesce(max(as_org), 'unnamed operator') || '; ' || ${SUCCESS_NOTE} AS detail
    FROM w
    WHERE asn IS NOT NULL AND asn NOT IN (SELECT asn FROM b WHERE asn IS NOT NULL)
      AND EXISTS (SELECT 1 FROM b WHERE asn IS NOT NULL)
    GROUP BY asn`,
})
