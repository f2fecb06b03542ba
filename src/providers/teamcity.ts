/** TeamCity: access tokens begin with `eyJ0eXAi[O]iAiVENWMiJ9.`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'teamcity',
  name: 'TeamCity',
  docs: 'https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html#Managing+Access+Tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'teamcity-access-token',
          about: 'TeamCity access token',
          key: /eyJ0eXAi[O]iAiVENWMiJ9\.[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{48}/,
        }),
      ],
    },
  },
})
