/** Heroku: API keys begin with `HRKU-AA`; API keys of 36 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'heroku',
  name: 'Heroku',
  docs: 'https://devcenter.heroku.com/articles/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'heroku-api-key',
          about: 'Heroku API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>HRKU-AA[A-Za-z0-9_-]{58})(?![A-Za-z0-9_-])/,
          literals: ['hrku-aa'],
          minEntropy: 3,
          examples: ['KEY=HRKU-AA{A-Za-z0-9_-:58}', '"HRKU-AA{A-Za-z0-9_-:58}"'],
          lookalikes: ['HRKU-AA{A-Za-z0-9_-:44}', 'qHRKU-AA{A-Za-z0-9_-:58}'],
        },
        {
          rule: 'heroku-api-key-old',
          about: 'Heroku API key',
          pattern:
            /(?:heroku|Heroku|HEROKU)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['heroku'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'HEROKU_API_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            'herokuToken: "{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
            "'heroku_secret' => '{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}'",
          ],
          lookalikes: [
            'HEROKU_API_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'heroku says that {a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12} is a commit',
            'OTHER_KEY={a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
  },
})
