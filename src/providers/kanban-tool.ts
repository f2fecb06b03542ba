/** Kanban Tool: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kanban-tool',
  name: 'Kanban Tool',
  docs: 'https://kanbantool.com/developer/api-v3',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'kanban-tool-api-token',
          about: 'Kanban Tool API token',
          names: ['kanbantool', 'kanban tool'],
          key: /[A-Z0-9]{12}/,
        }),
      ],
    },
  },
})
