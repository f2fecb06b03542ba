/** Cloudsmith: API keys begin with `csa_`; API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudsmith',
  name: 'Cloudsmith',
  docs: 'https://help.cloudsmith.io/docs/api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.cloudsmith.io',
        path: '/v1/user/self/',
        send: header('x-api-key'),
        live: ({ body }) => member(body, 'authenticated') === true,
      }),
      detect: [
        {
          rule: 'cloudsmith-api-key',
          about: 'Cloudsmith API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>csa_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
          literals: ['csa_'],
          minEntropy: 3,
          examples: ['KEY=csa_{A-Za-z0-9:36}', '"csa_{A-Za-z0-9:36}"'],
          lookalikes: ['csa_{A-Za-z0-9:27}', 'qcsa_{A-Za-z0-9:36}'],
        },
        keyBesideName({
          rule: 'cloudsmith-api-key-old',
          about: 'Cloudsmith API key',
          names: ['cloudsmith'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
