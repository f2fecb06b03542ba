/** Langfuse: secret keys begin with `sk-lf-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'langfuse',
  name: 'Langfuse',
  docs: 'https://langfuse.com/docs/api-and-data-platform/features/public-api',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'langfuse-secret-key',
          about: 'Langfuse secret key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['sk-lf-'],
          minEntropy: 3,
          examples: [
            'KEY=sk-lf-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"sk-lf-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
          ],
          lookalikes: [
            'sk-lf-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qsk-lf-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
  },
})
