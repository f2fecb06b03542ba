/** NuGet: API keys begin with `oy2`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nuget',
  name: 'NuGet',
  docs: 'https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package#create-an-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'nuget-api-key',
          about: 'NuGet API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>oy2[a-z0-9]{43})(?![A-Za-z0-9])/,
          literals: ['oy2'],
          minEntropy: 3.5,
          examples: ['KEY=oy2{a-z0-9:43}', '"oy2{a-z0-9:43}"'],
          lookalikes: ['oy2{a-z0-9:33}', 'qoy2{a-z0-9:43}'],
        },
      ],
    },
    'named-key': {
      label: 'API key of another feed',
      about: 'API key of another feed',
      detect: [
        keyBesideName({
          rule: 'nuget-named-key',
          about: 'NuGet API key',
          names: ['nuget'],
          key: /[a-z0-9]{46}/,
        }),
      ],
    },
  },
})
