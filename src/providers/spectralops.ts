/** SpectralOps: API keys begin with `spu-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'spectralops',
  name: 'SpectralOps',
  docs: 'https://guides.spectralops.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'spectralops-api-key',
          about: 'SpectralOps API key',
          key: /spu-[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
