/** AssemblyAI: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'assemblyai',
  name: 'AssemblyAI',
  docs: 'https://www.assemblyai.com/docs/api-reference/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'assemblyai-api-key',
          about: 'AssemblyAI API key',
          pattern:
            /(?:assemblyai|Assemblyai|ASSEMBLYAI|assembly_ai|AssemblyAi|ASSEMBLY_AI)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['assemblyai', 'assembly_ai'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ASSEMBLYAI_API_KEY={a-f0-9:32}',
            'assemblyaiToken: "{a-f0-9:32}"',
            "'assemblyai_secret' => '{a-f0-9:32}'",
          ],
          lookalikes: [
            'ASSEMBLYAI_API_KEY={a-f0-9:24}',
            'assemblyai says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
