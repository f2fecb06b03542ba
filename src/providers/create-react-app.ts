/** Create React App: passwords in `REACT_APP_…` variables, which end up in the code that every visitor gets. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'create-react-app',
  name: 'Create React App',
  docs: 'https://create-react-app.dev/docs/adding-custom-environment-variables/',
  keys: {
    password: {
      label: 'password',
      about: 'password in a variable of the build',
      detect: [
        {
          rule: 'create-react-app-password',
          about: 'Password in a variable of a React build',
          pattern:
            /REACT_APP(?:_[A-Z0-9]{1,20}){0,6}_PASS(?:WORD)?\s{0,4}=\s{0,4}["']?(?<secret>[^\s"'$]{6,80})(?=[\s"'$]|$)/,
          literals: ['react_app_'],
          partners: [{ rule: 'create-react-app-user' }],
          examples: ['REACT_APP_GUEST_PASSWORD={a-z0-9:10}', 'REACT_APP_DB_PASS="{A-Za-z0-9:12}"'],
          lookalikes: ['REACT_APP_GUEST_PASSWORD=$PASSWORD_OF_GUEST', 'REACT_APP_GUEST_PASSWORD_HINT={a-z0-9:10}'],
        },
      ],
    },
    user: {
      label: 'user',
      about: 'user that a password belongs to',
      detect: [
        {
          rule: 'create-react-app-user',
          about: 'User in a variable of a React build',
          pattern:
            /REACT_APP(?:_[A-Z0-9]{1,20}){0,6}_USER(?:NAME)?\s{0,4}=\s{0,4}["']?(?<secret>[^\s"'$]{3,80})(?=[\s"'$]|$)/,
          literals: ['react_app_'],
          part: 'context',
          examples: ['REACT_APP_GUEST_USERNAME={a-z:8}'],
          lookalikes: ['REACT_APP_GUEST_USERNAME=$USER_OF_GUEST'],
        },
      ],
    },
  },
})
