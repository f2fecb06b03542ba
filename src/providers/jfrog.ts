/** JFrog: API keys begin with `AKCp`; reference tokens begin with `cmVmdGtu`; identity tokens of 73 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jfrog',
  name: 'JFrog',
  docs: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'jfrog-api-key',
          about: 'JFrog API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>AKC[A-Za-z0-9]{64,74})(?![A-Za-z0-9])/,
          literals: ['akc'],
          minEntropy: 3,
          examples: ['KEY=AKCp{A-Za-z0-9:69}', '"AKCp{A-Za-z0-9:69}"'],
          lookalikes: ['AKCp{A-Za-z0-9:52}', 'qAKCp{A-Za-z0-9:69}'],
        },
      ],
    },
    'reference-token': {
      label: 'reference token',
      about: 'reference token',
      detect: [
        {
          rule: 'jfrog-reference-token',
          about: 'JFrog reference token',
          pattern: /(?<![A-Za-z0-9])(?<secret>cmVmd[A-Za-z0-9]{59})(?![A-Za-z0-9])/,
          literals: ['cmvmd'],
          minEntropy: 3,
          examples: ['KEY=cmVmdGtu{A-Za-z0-9:56}', '"cmVmdGtu{A-Za-z0-9:56}"'],
          lookalikes: ['cmVmdGtu{A-Za-z0-9:42}', 'qcmVmdGtu{A-Za-z0-9:56}'],
        },
      ],
    },
    'identity-token': {
      label: 'identity token',
      about: 'identity token',
      detect: [
        keyBesideName({
          rule: 'jfrog-identity-token',
          about: 'JFrog identity token',
          names: ['jfrog', 'artifactory'],
          key: /[A-Za-z0-9]{64,73}/,
        }),
      ],
    },
  },
})
