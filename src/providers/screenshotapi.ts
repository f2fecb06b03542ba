/** ScreenshotAPI: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'screenshotapi',
  name: 'ScreenshotAPI',
  docs: 'https://docs.screenshotapi.net',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'screenshotapi-api-token',
          about: 'ScreenshotAPI API token',
          names: ['screenshot api'],
          key: /[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}/,
        }),
      ],
    },
  },
})
