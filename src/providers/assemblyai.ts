/** AssemblyAI: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'assemblyai',
  name: 'AssemblyAI',
  docs: 'https://www.assemblyai.com/docs/api-reference/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.assemblyai.com',
        path: '/v2/transcript?limit=1',
        send: header('authorization'),
        live: 'transcripts',
      }),
      detect: [
        keyBesideName({
          rule: 'assemblyai-api-key',
          about: 'AssemblyAI API key',
          names: ['assembly ai'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
