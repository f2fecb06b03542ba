/** IBM Cloud: API keys of 44 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'ibm-cloud',
  name: 'IBM Cloud',
  docs: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'ibm-cloud-api-key',
          about: 'IBM Cloud API key',
          pattern:
            /(?:ibm|Ibm|IBM|bluemix|Bluemix|BLUEMIX|ibmcloud|Ibmcloud|IBMCLOUD|iam_apikey|IamApikey|IAM_APIKEY|iam_api_key|IamApiKey|IAM_API_KEY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{44})(?![A-Za-z0-9_-])/,
          literals: ['ibm', 'bluemix', 'ibmcloud', 'iam_apikey', 'iam_api_key'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'IBM_API_KEY={A-Za-z0-9_-:44}',
            'ibmToken: "{A-Za-z0-9_-:44}"',
            "'ibm_secret' => '{A-Za-z0-9_-:44}'",
          ],
          lookalikes: [
            'IBM_API_KEY={A-Za-z0-9_-:33}',
            'ibm says that {A-Za-z0-9_-:44} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:44}',
          ],
        },
      ],
    },
  },
})
