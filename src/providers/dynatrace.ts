/** Dynatrace: access tokens begin with `dt0c01.`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dynatrace',
  name: 'Dynatrace',
  docs: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'dynatrace-access-token',
          about: 'Dynatrace access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>dt0(?:c01|s01|s02|s03|s04|s05|s06|s08|s09|s10|s16|a01|e01)\.[A-Za-z0-9-]{8,24}\.[A-Za-z0-9]{64})(?![A-Za-z0-9])/,
          literals: [
            'dt0c01.',
            'dt0s01.',
            'dt0s02.',
            'dt0s03.',
            'dt0s04.',
            'dt0s05.',
            'dt0s06.',
            'dt0s08.',
            'dt0s09.',
            'dt0s10.',
            'dt0s16.',
            'dt0a01.',
            'dt0e01.',
          ],
          minEntropy: 3,
          examples: [
            'KEY=dt0c01.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            '"dt0s01.{A-Za-z0-9-:16}.{A-Za-z0-9:64}"',
            'Bearer dt0s02.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'token: dt0s03.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'KEY=dt0s04.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            '"dt0s05.{A-Za-z0-9-:16}.{A-Za-z0-9:64}"',
            'Bearer dt0s06.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'token: dt0s08.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'KEY=dt0s09.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            '"dt0s10.{A-Za-z0-9-:16}.{A-Za-z0-9:64}"',
            'Bearer dt0s16.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'token: dt0a01.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
            'KEY=dt0e01.{A-Za-z0-9-:16}.{A-Za-z0-9:64}',
          ],
          lookalikes: ['dt0c01.{A-Za-z0-9-:16}.{A-Za-z0-9:48}', 'qdt0c01.{A-Za-z0-9-:16}.{A-Za-z0-9:64}'],
        },
      ],
    },
  },
})
