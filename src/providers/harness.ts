/** Harness: access tokens begin with `pat.`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'harness',
  name: 'Harness',
  docs: 'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'harness-access-token',
          about: 'Harness access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:pat|sat)\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['pat.', 'sat.'],
          minEntropy: 3.5,
          examples: [
            'KEY=pat.{A-Za-z0-9_-:22}.{A-Za-z0-9:24}.{A-Za-z0-9:20}',
            '"sat.{A-Za-z0-9_-:22}.{A-Za-z0-9:24}.{A-Za-z0-9:20}"',
          ],
          lookalikes: [
            'pat.{A-Za-z0-9_-:22}.{A-Za-z0-9:24}.{A-Za-z0-9:15}',
            'qpat.{A-Za-z0-9_-:22}.{A-Za-z0-9:24}.{A-Za-z0-9:20}',
          ],
        },
      ],
    },
  },
})
