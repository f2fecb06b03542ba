/** dbt Cloud: access tokens begin with `dbtu_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dbt',
  name: 'dbt Cloud',
  docs: 'https://docs.getdbt.com/docs/dbt-cloud-apis/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'dbt-access-token',
          about: 'dbt Cloud access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dbt(?:u|c|s)_[A-Za-z0-9_=+/-]{38,60})(?![A-Za-z0-9_-])/,
          literals: ['dbtu_', 'dbtc_', 'dbts_'],
          minEntropy: 3,
          examples: ['KEY=dbtu_{A-Za-z0-9_=+/-:49}', '"dbtc_{A-Za-z0-9_=+/-:49}"', 'Bearer dbts_{A-Za-z0-9_=+/-:49}'],
          lookalikes: ['dbtu_{A-Za-z0-9_=+/-:29}', 'qdbtu_{A-Za-z0-9_=+/-:49}'],
        },
      ],
    },
  },
})
