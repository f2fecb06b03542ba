/** Axiom: API tokens begin with `xaat-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'axiom',
  name: 'Axiom',
  docs: 'https://axiom.co/docs/reference/tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'axiom-api-token',
          about: 'Axiom API token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>xa(?:at|pt)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['xaat-', 'xapt-'],
          minEntropy: 3,
          examples: [
            'KEY=xaat-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"xapt-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
          ],
          lookalikes: [
            'xaat-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qxaat-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
  },
})
