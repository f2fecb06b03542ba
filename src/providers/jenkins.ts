/** Jenkins: API tokens of 34 characters, known by the name beside them; API tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jenkins',
  name: 'Jenkins',
  docs: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'jenkins-api-token',
          about: 'Jenkins API token',
          names: ['jenkins'],
          key: /11[a-f0-9]{32}/,
        }),
        keyBesideName({
          rule: 'jenkins-legacy-token',
          about: 'Jenkins API token',
          names: ['jenkins'],
          key: /[a-f0-9]{32,36}/,
        }),
      ],
    },
    'admin-password': {
      label: 'initial admin password',
      about: 'initial admin password',
      detect: [
        {
          rule: 'jenkins-initial-password',
          about: 'Jenkins initial admin password',
          pattern: /following password to proceed to installation:\s{1,8}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['proceed to installation:'],
          minEntropy: 3,
          examples: ['Please use the following password to proceed to installation:\n\n{a-f0-9:32}\n'],
          lookalikes: ['Please use the following password to proceed to installation:\n\n{a-f0-9:20}\n'],
        },
      ],
    },
  },
})
