/** Contentful: access tokens begin with `CFPAT-`; delivery tokens of 43 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'contentful',
  name: 'Contentful',
  docs: 'https://www.contentful.com/developers/docs/references/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'contentful-access-token',
          about: 'Contentful access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>CFPAT-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['cfpat-'],
          minEntropy: 3,
          examples: ['KEY=CFPAT-{A-Za-z0-9_-:43}', '"CFPAT-{A-Za-z0-9_-:43}"'],
          lookalikes: ['CFPAT-{A-Za-z0-9_-:33}', 'qCFPAT-{A-Za-z0-9_-:43}'],
        },
      ],
    },
    'delivery-token': {
      label: 'delivery token',
      about: 'delivery token',
      detect: [
        {
          rule: 'contentful-delivery-token',
          about: 'Contentful delivery token',
          pattern:
            /(?:contentful|Contentful|CONTENTFUL)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{43})(?![A-Za-z0-9_-])/,
          literals: ['contentful'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CONTENTFUL_API_KEY={A-Za-z0-9_=-:43}',
            'contentfulToken: "{A-Za-z0-9_=-:43}"',
            "'contentful_secret' => '{A-Za-z0-9_=-:43}'",
          ],
          lookalikes: [
            'CONTENTFUL_API_KEY={A-Za-z0-9_=-:33}',
            'contentful says that {A-Za-z0-9_=-:43} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:43}',
          ],
        },
      ],
    },
  },
})
