/** Code Climate: reporter ids of 64 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'codeclimate',
  name: 'Code Climate',
  docs: 'https://docs.codeclimate.com/docs/finding-your-test-coverage-token',
  keys: {
    'reporter-id': {
      label: 'reporter id',
      about: 'reporter id',
      detect: [
        {
          rule: 'codeclimate-reporter-id',
          about: 'Code Climate reporter id',
          pattern:
            /(?:codeclimate|Codeclimate|CODECLIMATE|code_climate|CodeClimate|CODE_CLIMATE|cc_test_reporter_id|CcTestReporterId|CC_TEST_REPORTER_ID|cc_reporter|CcReporter|CC_REPORTER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['codeclimate', 'code_climate', 'cc_test_reporter_id', 'cc_reporter'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CODECLIMATE_API_KEY={a-f0-9:64}',
            'codeclimateToken: "{a-f0-9:64}"',
            "'codeclimate_secret' => '{a-f0-9:64}'",
          ],
          lookalikes: [
            'CODECLIMATE_API_KEY={a-f0-9:48}',
            'codeclimate says that {a-f0-9:64} is a commit',
            'OTHER_KEY={a-f0-9:64}',
          ],
        },
      ],
    },
  },
})
