/** 1Password: service account tokens begin with `ops_eyJ`; secret keys begin with `A3-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onepassword',
  name: '1Password',
  docs: 'https://developer.1password.com/docs/service-accounts/security',
  keys: {
    'service-account-token': {
      label: 'service account token',
      about: 'service account token',
      detect: [
        {
          rule: 'onepassword-service-account-token',
          about: '1Password service account token',
          pattern: /(?<![A-Za-z0-9])(?<secret>ops_ey[Jj][A-Za-z0-9+/_=-]{80,1400})(?![A-Za-z0-9_-])/,
          literals: ['ops_eyj'],
          minEntropy: 3.5,
          window: { before: 8, after: 1423 },
          examples: ['KEY=ops_eyJ{A-Za-z0-9+/_=-:820}', '"ops_eyJ{A-Za-z0-9+/_=-:820}"'],
          lookalikes: ['ops_eyJ{A-Za-z0-9+/_=-:60}', 'qops_eyJ{A-Za-z0-9+/_=-:820}'],
        },
      ],
    },
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'onepassword-secret-key',
          about: '1Password secret key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>A[0-9]-[A-Z0-9]{6}-[A-Z0-9]{6}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5})(?![A-Za-z0-9])/,
          literals: ['a2-', 'a3-', 'a4-'],
          minEntropy: 3,
          examples: [
            'KEY=A3-{A-Z0-9:6}-{A-Z0-9:6}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}',
            '"A3-{A-Z0-9:6}-{A-Z0-9:6}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}"',
          ],
          lookalikes: [
            'A3-{A-Z0-9:6}-{A-Z0-9:6}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:2}',
            'qA3-{A-Z0-9:6}-{A-Z0-9:6}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}',
          ],
        },
        {
          rule: 'onepassword-secret-key-old',
          about: '1Password secret key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>A3-[A-Z0-9]{6}-[A-Z0-9]{11}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5})(?![A-Za-z0-9])/,
          literals: ['a3-'],
          minEntropy: 3,
          examples: [
            'KEY=A3-{A-Z0-9:6}-{A-Z0-9:11}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}',
            '"A3-{A-Z0-9:6}-{A-Z0-9:11}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}"',
          ],
          lookalikes: [
            'A3-{A-Z0-9:6}-{A-Z0-9:11}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:2}',
            'qA3-{A-Z0-9:6}-{A-Z0-9:11}-{A-Z0-9:5}-{A-Z0-9:5}-{A-Z0-9:5}',
          ],
        },
      ],
    },
  },
})
