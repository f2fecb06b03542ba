/** Clojars: deploy tokens begin with `CLOJARS_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clojars',
  name: 'Clojars',
  docs: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
  keys: {
    'deploy-token': {
      label: 'deploy token',
      about: 'deploy token',
      detect: [
        {
          rule: 'clojars-deploy-token',
          about: 'Clojars deploy token',
          pattern: /(?<![A-Za-z0-9])(?<secret>CLOJARS_[A-Za-z0-9]{60})(?![A-Za-z0-9])/,
          literals: ['clojars_'],
          minEntropy: 3,
          examples: ['KEY=CLOJARS_{A-Za-z0-9:60}', '"CLOJARS_{A-Za-z0-9:60}"'],
          lookalikes: ['CLOJARS_{A-Za-z0-9:45}', 'qCLOJARS_{A-Za-z0-9:60}'],
        },
      ],
    },
  },
})
