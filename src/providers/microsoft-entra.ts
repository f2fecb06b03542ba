/** Microsoft Entra: refresh tokens name their version, and the part that is sealed begins as all do. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'microsoft-entra',
  name: 'Microsoft Entra',
  docs: 'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
  keys: {
    'refresh-token': {
      label: 'refresh token',
      about: 'token of a signed-in account, good for new access tokens',
      detect: [
        fixedKey({
          rule: 'microsoft-entra-refresh-token',
          about: 'Microsoft Entra refresh token',
          key: /[01]\.A[A-Za-z0-9_-]{40,120}\.AgABAwEAAA[A-Za-z0-9_-]{250,1200}/,
        }),
      ],
    },
  },
})
