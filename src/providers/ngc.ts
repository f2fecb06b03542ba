/** NVIDIA NGC: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ngc',
  name: 'NVIDIA NGC',
  docs: 'https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ngc-api-key',
          about: 'NVIDIA NGC API key',
          names: ['ngc'],
          common: true,
          key: /[A-Za-z0-9]{84}/,
        }),
      ],
    },
  },
})
