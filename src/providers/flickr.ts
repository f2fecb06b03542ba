/** Flickr: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'flickr',
  name: 'Flickr',
  docs: 'https://www.flickr.com/services/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'flickr-api-key',
          about: 'Flickr API key',
          pattern:
            /(?:flickr|Flickr|FLICKR)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['flickr'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['FLICKR_API_KEY={a-z0-9:32}', 'flickrToken: "{a-z0-9:32}"', "'flickr_secret' => '{a-z0-9:32}'"],
          lookalikes: [
            'FLICKR_API_KEY={a-z0-9:24}',
            'flickr says that {a-z0-9:32} is a commit',
            'OTHER_KEY={a-z0-9:32}',
          ],
        },
      ],
    },
  },
})
