/** JumpCloud: API keys begin with `jca_`; API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jumpcloud',
  name: 'JumpCloud',
  docs: 'https://jumpcloud.com/support/jumpcloud-apis1',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://console.jumpcloud.com',
        path: '/api/organizations?limit=1',
        send: header('x-api-key'),
        live: 'results',
        inspect: ({ body }) => ({
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: 'results.0.id' }),
          canMintKeys: 'yes',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'jumpcloud-api-key',
          about: 'JumpCloud API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>jca_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
          literals: ['jca_'],
          minEntropy: 3,
          examples: ['KEY=jca_{A-Za-z0-9:36}', '"jca_{A-Za-z0-9:36}"'],
          lookalikes: ['jca_{A-Za-z0-9:27}', 'qjca_{A-Za-z0-9:36}'],
        },
        keyBesideName({
          rule: 'jumpcloud-api-key-old',
          about: 'JumpCloud API key',
          names: ['jumpcloud'],
          key: /[a-zA-Z0-9]{40}/,
        }),
      ],
    },
  },
})
