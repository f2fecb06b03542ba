/** Mandrill: API keys begin with `md-`; API keys of 22 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'mandrill',
  name: 'Mandrill',
  docs: 'https://mailchimp.com/developer/transactional/docs/fundamentals/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'mandrill-api-key',
          about: 'Mandrill API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>md-[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
          literals: ['md-'],
          minEntropy: 3.5,
          examples: ['KEY=md-{A-Za-z0-9_-:22}', '"md-{A-Za-z0-9_-:22}"'],
          lookalikes: ['md-{A-Za-z0-9_-:17}', 'qmd-{A-Za-z0-9_-:22}'],
        },
        {
          rule: 'mandrill-api-key-old',
          about: 'Mandrill API key',
          pattern:
            /(?:mandrill|Mandrill|MANDRILL)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
          literals: ['mandrill'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'MANDRILL_API_KEY={A-Za-z0-9_-:22}',
            'mandrillToken: "{A-Za-z0-9_-:22}"',
            "'mandrill_secret' => '{A-Za-z0-9_-:22}'",
          ],
          lookalikes: [
            'MANDRILL_API_KEY={A-Za-z0-9_-:17}',
            'mandrill says that {A-Za-z0-9_-:22} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:22}',
          ],
        },
      ],
    },
  },
})
