/** CircleCI: API tokens begin with `CCIPAT_`; legacy tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'circleci',
  name: 'CircleCI',
  docs: 'https://circleci.com/docs/managing-api-tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'circleci-api-token',
          about: 'CircleCI API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['ccipat_', 'cciprj_'],
          minEntropy: 3,
          examples: ['KEY=CCIPAT_{A-Za-z0-9:22}_{a-f0-9:40}', '"CCIPRJ_{A-Za-z0-9:22}_{a-f0-9:40}"'],
          lookalikes: ['CCIPAT_{A-Za-z0-9:22}_{a-f0-9:30}', 'qCCIPAT_{A-Za-z0-9:22}_{a-f0-9:40}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        {
          rule: 'circleci-legacy-token',
          about: 'CircleCI legacy token',
          pattern:
            /(?:circleci|Circleci|CIRCLECI|circle_ci|CircleCi|CIRCLE_CI|circle|Circle|CIRCLE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['circleci', 'circle_ci', 'circle'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CIRCLECI_API_KEY={a-f0-9:40}',
            'circleciToken: "{a-f0-9:40}"',
            "'circleci_secret' => '{a-f0-9:40}'",
          ],
          lookalikes: [
            'CIRCLECI_API_KEY={a-f0-9:30}',
            'circleci says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
  },
})
