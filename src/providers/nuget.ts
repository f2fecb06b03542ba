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
    'feed-password': {
      label: 'feed password',
      about: 'password of a private feed in nuget.config',
      detect: [
        {
          rule: 'nuget-feed-password',
          about: 'Password of a NuGet feed',
          pattern: /<add\s{1,4}key="(?:ClearText)?Password"\s{1,8}value="(?<secret>[^"\r\n<>%$]{8,120})"/i,
          literals: ['password"'],
          examples: ['<add key="ClearTextPassword" value="{A-Za-z0-9:24}" />'],
          lookalikes: [
            '<add key="ClearTextPassword" value="%NUGET_TOKEN%" />',
            '<add key="Password" value="{a-z:4}" />',
          ],
        },
      ],
    },
  },
})
