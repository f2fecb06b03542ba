/** Mailgun: API keys begin with `key-`; private keys of 50 characters, known by the name beside them; API keys of 72 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'mailgun',
  name: 'Mailgun',
  docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'mailgun-api-key',
          about: 'Mailgun API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:key|pubkey)-[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['key-', 'pubkey-'],
          minEntropy: 3,
          examples: ['KEY=key-{a-f0-9:32}', '"pubkey-{a-f0-9:32}"'],
          lookalikes: ['key-{a-f0-9:24}', 'qkey-{a-f0-9:32}'],
        },
        {
          rule: 'mailgun-api-key-long',
          about: 'Mailgun API key',
          pattern:
            /(?:mailgun|Mailgun|MAILGUN)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{72})(?![A-Za-z0-9])/,
          literals: ['mailgun'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['MAILGUN_API_KEY={a-f0-9:72}', 'mailgunToken: "{a-f0-9:72}"', "'mailgun_secret' => '{a-f0-9:72}'"],
          lookalikes: [
            'MAILGUN_API_KEY={a-f0-9:54}',
            'mailgun says that {a-f0-9:72} is a commit',
            'OTHER_KEY={a-f0-9:72}',
          ],
        },
      ],
    },
    'private-key': {
      label: 'private key',
      about: 'private key',
      detect: [
        {
          rule: 'mailgun-private-key',
          about: 'Mailgun private key',
          pattern:
            /(?:mailgun|Mailgun|MAILGUN|mg_api|MgApi|MG_API)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})(?![A-Za-z0-9])/,
          literals: ['mailgun', 'mg_api'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'MAILGUN_API_KEY={a-f0-9:32}-{a-f0-9:8}-{a-f0-9:8}',
            'mailgunToken: "{a-f0-9:32}-{a-f0-9:8}-{a-f0-9:8}"',
            "'mailgun_secret' => '{a-f0-9:32}-{a-f0-9:8}-{a-f0-9:8}'",
          ],
          lookalikes: [
            'MAILGUN_API_KEY={a-f0-9:32}-{a-f0-9:8}-{a-f0-9:5}',
            'mailgun says that {a-f0-9:32}-{a-f0-9:8}-{a-f0-9:8} is a commit',
            'OTHER_KEY={a-f0-9:32}-{a-f0-9:8}-{a-f0-9:8}',
          ],
        },
      ],
    },
  },
})
