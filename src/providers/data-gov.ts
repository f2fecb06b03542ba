/** Data.gov: API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'data-gov',
  name: 'Data.gov',
  docs: 'https://api.data.gov/docs/developer-manual/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'data-gov-api-key',
          about: 'Data.gov API key',
          pattern:
            /(?:data_gov|DataGov|DATA_GOV|datagov|Datagov|DATAGOV|data\.gov|DATA\.GOV|api\.data\.gov|ApiDataGov|API\.DATA\.GOV)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['data_gov', 'datagov', 'data.gov', 'api.data.gov'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'DATA_GOV_API_KEY={A-Za-z0-9:40}',
            'data_govToken: "{A-Za-z0-9:40}"',
            "'data_gov_secret' => '{A-Za-z0-9:40}'",
          ],
          lookalikes: [
            'DATA_GOV_API_KEY={A-Za-z0-9:30}',
            'data_gov says that {A-Za-z0-9:40} is a commit',
            'OTHER_KEY={A-Za-z0-9:40}',
          ],
        },
      ],
    },
  },
})
