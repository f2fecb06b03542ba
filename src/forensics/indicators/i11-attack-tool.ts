/**
 * The tools that Sigma and Elastic rules name too. Silence means nothing: the name is the tool's own claim.
 */
import { SUCCESS_NOTE, TALLY, defineIndicator } from './indicator.ts'

export default defineIndicator({
  id: 'I11',
  title: 'Known secret validator or attack tool',
  severity: 'high',
  needsBaseline: false,
  novelty: false,
  proof: 'intrusion',
  question: 'Did a tool that exists to test or abuse keys use it?',
  otherCauses: 'our own secret scanning',
  sql: `
    SELECT client AS subject, ${TALLY},
      max(ua) || '; ' || ${SUCCESS_NOTE} AS detail
    FROM w WHERE regexp_matches(lower(ua), 'trufflehog|gitleaks|keyhacks|nuclei|sqlmap|nikto|nmap|masscan|zgrab|kali|pacu|cloudfox|' ||
      'scoutsuite|prowler|rclone|cyberduck|s3 browser|gobuster|dirbuster|ffuf|hydra|burp')
    GROUP BY client`,
})
