/** Easy Insight: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'easy-insight',
  name: 'Easy Insight',
  docs: 'https://www.easy-insight.com/documentation/api.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'easy-insight-api-key',
          about: 'Easy Insight API key',
          names: ['easyinsight', 'easy insight'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
