/** packagecloud: API tokens of 48 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'packagecloud',
  name: 'packagecloud',
  docs: 'https://packagecloud.io/docs/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'packagecloud-api-token',
          about: 'packagecloud API token',
          pattern:
            /(?:packagecloud|Packagecloud|PACKAGECLOUD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{48})(?![A-Za-z0-9])/,
          literals: ['packagecloud'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'PACKAGECLOUD_API_KEY={a-f0-9:48}',
            'packagecloudToken: "{a-f0-9:48}"',
            "'packagecloud_secret' => '{a-f0-9:48}'",
          ],
          lookalikes: [
            'PACKAGECLOUD_API_KEY={a-f0-9:36}',
            'packagecloud says that {a-f0-9:48} is a commit',
            'OTHER_KEY={a-f0-9:48}',
          ],
        },
      ],
    },
  },
})
