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
          partners: [{ rule: 'snowflake-host' }],
        }),
      ],
    },
    host: {
      label: 'host',
      about: 'the account that a token opens',
      detect: [
        {
          rule: 'snowflake-host',
          about: 'Snowflake host',
          pattern:
            /(?<![A-Za-z0-9._-])(?<secret>(?:[A-Za-z0-9_-]{1,60}\.){1,4}snowflakecomputing\.com)(?![A-Za-z0-9-])/,
          literals: ['.snowflakecomputing.com'],
          window: { before: 260, after: 32 },
          part: 'context',
          examples: ['https://{a-z0-9:7}-{a-z0-9:7}.snowflakecomputing.com'],
          lookalikes: ['https://snowflakecomputing.com'],
        },
      ],
    },
  },
})
