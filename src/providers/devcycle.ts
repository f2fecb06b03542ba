/** DevCycle: SDK keys begin with `dvc_client_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'devcycle',
  name: 'DevCycle',
  docs: 'https://docs.devcycle.com/essentials/keys',
  keys: {
    'sdk-key': {
      label: 'SDK key',
      about: 'SDK key',
      detect: [
        {
          rule: 'devcycle-sdk-key',
          about: 'DevCycle SDK key',
          pattern: /(?<![A-Za-z0-9])(?<secret>dvc_(?:client|mobile|server)_[A-Za-z0-9_-]{20,60})(?![A-Za-z0-9_-])/,
          literals: ['dvc_client_', 'dvc_mobile_', 'dvc_server_'],
          minEntropy: 3,
          examples: [
            'KEY=dvc_client_{A-Za-z0-9_-:40}',
            '"dvc_mobile_{A-Za-z0-9_-:40}"',
            'Bearer dvc_server_{A-Za-z0-9_-:40}',
          ],
          lookalikes: ['dvc_client_{A-Za-z0-9_-:15}', 'qdvc_client_{A-Za-z0-9_-:40}'],
        },
      ],
    },
  },
})
