/** LinkPreview: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'linkpreview',
  name: 'LinkPreview',
  docs: 'https://docs.linkpreview.net/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'linkpreview-api-key',
          about: 'LinkPreview API key',
          names: ['linkpreview', 'link preview'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
