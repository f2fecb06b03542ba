/** Docker Hub: personal and organisation access tokens. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'docker',
  name: 'Docker Hub',
  docs: 'https://docs.docker.com/security/access-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'personal or organisation access token',
      detect: [
        {
          rule: 'docker-access-token',
          about: 'Docker Hub access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dckr_(?:pat_[A-Za-z0-9_-]{27}|oat_[A-Za-z0-9_-]{32}))(?![A-Za-z0-9_-])/,
          literals: ['dckr_pat_', 'dckr_oat_'],
          minEntropy: 3,
          examples: ['docker login -u acme -p dckr_pat_{A-Za-z0-9_-:27}', 'DOCKER_TOKEN=dckr_oat_{A-Za-z0-9:32}'],
          lookalikes: ['dckr_pat_{A-Za-z0-9:26}', 'dckr_oat_{A-Za-z0-9:27}', 'dckr_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxx'],
        },
      ],
    },
  },
})
