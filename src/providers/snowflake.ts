/** Snowflake: programmatic access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'snowflake',
  name: 'Snowflake',
  docs: 'https://docs.snowflake.com/en/user-guide/programmatic-access-tokens',
  keys: {
    'access-token': {
      label: 'programmatic access token',
      about: 'programmatic access token',
      detect: [
        keyBesideName({
          rule: 'snowflake-access-token',
          about: 'Snowflake programmatic access token',
          names: ['snowflake'],
          common: true,
          key: /[A-Za-z0-9_-]{100,500}/,
        }),
      ],
    },
  },
})
