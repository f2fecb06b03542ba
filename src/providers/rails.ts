/** Ruby on Rails: the key from which sessions and signed ids are made, and what Devise mixes into passwords. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rails',
  name: 'Ruby on Rails',
  docs: 'https://guides.rubyonrails.org/security.html#custom-credentials',
  keys: {
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
