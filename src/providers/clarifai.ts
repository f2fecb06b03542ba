/** Clarifai: access tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'clarifai',
  name: 'Clarifai',
  docs: 'https://docs.clarifai.com/control/authentication/pat/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'clarifai-access-token',
          about: 'Clarifai access token',
          pattern:
            /(?:clarifai|Clarifai|CLARIFAI)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['clarifai'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CLARIFAI_API_KEY={A-Za-z0-9:32}',
            'clarifaiToken: "{A-Za-z0-9:32}"',
            "'clarifai_secret' => '{A-Za-z0-9:32}'",
          ],
          lookalikes: [
            'CLARIFAI_API_KEY={A-Za-z0-9:24}',
            'clarifai says that {A-Za-z0-9:32} is a commit',
            'OTHER_KEY={A-Za-z0-9:32}',
          ],
        },
      ],
    },
  },
})
