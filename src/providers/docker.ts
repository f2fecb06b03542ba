/** Docker Hub: personal and organisation access tokens. */
import { fixedKey } from './key-form.ts'
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
    'swarm-token': {
      label: 'swarm token',
      about: 'swarm token',
      detect: [
        fixedKey({
          rule: 'docker-swarm-join-token',
          about: 'Docker Swarm join token',
          key: /SWMTKN-1-[a-z0-9]{50,60}-[a-z0-9]{24,30}/,
        }),
        fixedKey({
          rule: 'docker-swarm-unlock-key',
          about: 'Docker Swarm unlock key',
          key: /SWMKEY-1-[A-Za-z0-9+/]{40,50}/,
        }),
      ],
    },
  },
})
