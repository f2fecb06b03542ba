/** Freemius: secret keys, known by the name beside them. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'freemius',
  name: 'Freemius',
  docs: 'https://freemius.com/help/documentation/wordpress-sdk/integrating-freemius-sdk/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'freemius-secret-key',
          about: 'Freemius secret key',
          pattern: /["']secret_key["']\s{0,8}=>\s{0,8}["'](?<secret>sk_[^\s"'`]{29})["']/,
          literals: ['secret_key'],
          minEntropy: 3.2,
          judge: () => ({ keep: true, score: -15, reason: 'stands where the Freemius SDK reads its key' }),
          examples: ["'secret_key' => 'sk_{A-Za-z0-9#&*:29}'"],
          lookalikes: ["'secret_key' => 'sk_{A-Za-z0-9:20}'", "secret_key => 'sk_{A-Za-z0-9:29}'"],
        },
      ],
    },
  },
})
