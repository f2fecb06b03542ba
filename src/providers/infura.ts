/** Infura: project keys begin with `infura.io/v3/`; API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'infura',
  name: 'Infura',
  docs: 'https://docs.metamask.io/services/get-started/infura/',
  keys: {
    'project-key': {
      label: 'project key',
      about: 'project key',
      detect: [
        {
          rule: 'infura-project-key',
          about: 'Infura project key',
          pattern: /(?<![A-Za-z0-9])(?<secret>infura\.io\/(?:v3|ws\/v3)\/[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['infura.io/v3/', 'infura.io/ws/v3/'],
          minEntropy: 3,
          examples: ['https://mainnet.infura.io/v3/{a-f0-9:32}'],
          lookalikes: ['https://mainnet.infura.io/v3/{a-f0-9:16}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'infura-api-key',
          about: 'Infura API key',
          names: ['infura'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
