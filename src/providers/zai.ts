/** Z.ai: API keys of 49 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zai',
  name: 'Z.ai',
  docs: 'https://docs.z.ai/guides/overview/quick-start',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zai-api-key',
          about: 'Z.ai API key',
          names: ['z ai', 'zhipu', 'zhipuai', 'bigmodel'],
          key: /[a-f0-9]{32}\.[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
