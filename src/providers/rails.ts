/** Ruby on Rails: the key from which sessions and signed ids are made, and what Devise mixes into passwords. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rails',
  name: 'Ruby on Rails',
  docs: 'https://guides.rubyonrails.org/security.html#custom-credentials',
  keys: {
    'master-key': {
      label: 'master key',
      about: 'key that opens the encrypted credentials of an application',
      detect: [
        {
          rule: 'rails-key-file',
          about: 'Key file of Rails credentials',
          // A source writes this of a file that holds nothing else (sources/key-file.ts).
          pattern: /(?<![0-9A-Za-z])(?<secret>[0-9a-f]{32}) is all that the file holds/,
          literals: ['is all that the file holds'],
          files: /(?:^|[/!])(?:master\.key|credentials\/[\w.-]{1,60}\.key)$/,
          minEntropy: 3,
          judge: () => ({ keep: true, score: 20, reason: 'it opens credentials.yml.enc beside it' }),
          examples: ['{0-9a-f:32} is all that the file holds'],
          lookalikes: ['{0-9a-f:30} is all that the file holds', '{0-9a-f:32} is all that is there'],
        },
      ],
    },
    'secret-key-base': {
      label: 'secret key base',
      about: 'key from which sessions are signed and encrypted',
      detect: [
        {
          rule: 'rails-secret-key-base',
          about: 'Secret key of a Rails application',
          pattern:
            /(?:secret_(?:key_base|token)|config\.(?:secret_key|pepper))["']?\s{0,3}(?:=>?|:)\s{0,3}["']?(?<secret>[0-9a-f]{128}|[0-9a-f]{64})(?![0-9A-Za-z])/i,
          fallback: true,
          literals: ['secret_key_base', 'secret_token', 'config.secret_key', 'config.pepper'],
          minEntropy: 3,
          judge: () => ({ keep: true, score: 10, reason: 'who has it makes sessions of any user' }),
          examples: [
            'production:\n  secret_key_base: {0-9a-f:128}\n',
            "Shop::Application.config.secret_token = '{0-9a-f:128}'",
            'SECRET_KEY_BASE={0-9a-f:128}',
            "config.pepper = '{0-9a-f:128}'",
          ],
          lookalikes: ['secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>', 'secret_key_base: {0-9a-f:20}'],
        },
      ],
    },
  },
})
