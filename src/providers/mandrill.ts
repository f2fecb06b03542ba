/** Mandrill: API keys begin with `md-`; API keys of 22 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { inAddress, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mandrill',
  name: 'Mandrill',
  docs: 'https://mailchimp.com/developer/transactional/docs/fundamentals/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://mandrillapp.com',
        method: 'POST',
        path: '/api/1.3/users/ping2',
        send: inAddress,
        body: ({ key }) => ({ key }),
        live: 'PING',
        judge: ({ body }) => (member(body, 'name') === 'Invalid_Key' ? { state: 'dead', why: 'refused' } : undefined),
      }),
      detect: [
        {
          rule: 'mandrill-api-key',
          about: 'Mandrill API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>md-[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
          literals: ['md-'],
          minEntropy: 3.5,
          examples: ['KEY=md-{A-Za-z0-9_-:22}', '"md-{A-Za-z0-9_-:22}"'],
          lookalikes: ['md-{A-Za-z0-9_-:17}', 'qmd-{A-Za-z0-9_-:22}'],
        },
        keyBesideName({
          rule: 'mandrill-api-key-old',
          about: 'Mandrill API key',
          names: ['mandrill'],
          key: /[A-Za-z0-9_-]{20,24}/,
        }),
      ],
    },
  },
})
