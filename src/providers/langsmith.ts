/** LangSmith: API keys begin with `lsv2_pt_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'langsmith',
  name: 'LangSmith',
  docs: 'https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'langsmith-api-key',
          about: 'LangSmith API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10})(?![A-Za-z0-9])/,
          literals: ['lsv2_pt_', 'lsv2_sk_'],
          minEntropy: 3,
          examples: ['KEY=lsv2_pt_{a-f0-9:32}_{a-f0-9:10}', '"lsv2_sk_{a-f0-9:32}_{a-f0-9:10}"'],
          lookalikes: ['lsv2_pt_{a-f0-9:32}_{a-f0-9:7}', 'qlsv2_pt_{a-f0-9:32}_{a-f0-9:10}'],
        },
      ],
    },
  },
})
