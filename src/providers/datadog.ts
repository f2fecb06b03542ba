/** Datadog: application keys of 40 characters, known by the name beside them; API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'datadog',
  name: 'Datadog',
  docs: 'https://docs.datadoghq.com/account_management/api-app-keys/',
  keys: {
    'application-key': {
      label: 'application key',
      about: 'application key',
      detect: [
        {
          rule: 'datadog-application-key',
          partners: [{ rule: 'datadog-api-key' }],
          about: 'Datadog application key',
          pattern:
            /(?:datadog|Datadog|DATADOG|dd_api|DdApi|DD_API|dd_app|DdApp|DD_APP|ddapi|Ddapi|DDAPI|dd_application|DdApplication|DD_APPLICATION)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['datadog', 'dd_api', 'dd_app', 'ddapi', 'dd_application'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['DATADOG_API_KEY={a-f0-9:40}', 'datadogToken: "{a-f0-9:40}"', "'datadog_secret' => '{a-f0-9:40}'"],
          lookalikes: [
            'DATADOG_API_KEY={a-f0-9:30}',
            'datadog says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'datadog-api-key',
          about: 'Datadog API key',
          pattern:
            /(?:datadog|Datadog|DATADOG|dd_api|DdApi|DD_API|ddapi|Ddapi|DDAPI)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['datadog', 'dd_api', 'ddapi'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['DATADOG_API_KEY={a-f0-9:32}', 'datadogToken: "{a-f0-9:32}"', "'datadog_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'DATADOG_API_KEY={a-f0-9:24}',
            'datadog says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
