/** Atlassian: API tokens begin with `ATATT3`; legacy tokens of 24 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'atlassian',
  name: 'Atlassian',
  docs: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'atlassian-api-token',
          about: 'Atlassian API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>AT(?:A|C)TT3[A-Za-z0-9_=-]{180,220})(?![A-Za-z0-9_-])/,
          literals: ['atatt3', 'atctt3'],
          minEntropy: 3,
          examples: ['KEY=ATATT3{A-Za-z0-9_=-:200}', '"ATCTT3{A-Za-z0-9_=-:200}"'],
          lookalikes: ['ATATT3{A-Za-z0-9_=-:135}', 'qATATT3{A-Za-z0-9_=-:200}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        {
          rule: 'atlassian-legacy-token',
          about: 'Atlassian legacy token',
          pattern:
            /(?:atlassian|Atlassian|ATLASSIAN|confluence|Confluence|CONFLUENCE|jira|Jira|JIRA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{24})(?![A-Za-z0-9])/,
          literals: ['atlassian', 'confluence', 'jira'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ATLASSIAN_API_KEY={A-Za-z0-9:24}',
            'atlassianToken: "{A-Za-z0-9:24}"',
            "'atlassian_secret' => '{A-Za-z0-9:24}'",
          ],
          lookalikes: [
            'ATLASSIAN_API_KEY={A-Za-z0-9:18}',
            'atlassian says that {A-Za-z0-9:24} is a commit',
            'OTHER_KEY={A-Za-z0-9:24}',
          ],
        },
      ],
    },
  },
})
