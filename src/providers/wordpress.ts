/** WordPress: the eight keys and salts of wp-config.php, with which cookies are signed, and the password of its database. */
import { defineProvider } from './provider.ts'
import { judgeTyped } from './typed-password.ts'

export default defineProvider({
  id: 'wordpress',
  name: 'WordPress',
  docs: 'https://developer.wordpress.org/apis/wp-config-php/',
  keys: {
    salt: {
      label: 'key or salt',
      about: 'key or salt with which sessions are signed',
      detect: [
        {
          rule: 'wordpress-salt',
          about: 'WordPress key or salt',
          // Made of 64 characters, none of which is a quote or a backslash.
          pattern:
            /(?<![A-Z_])(?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)["']?\s{0,3}(?:,|=>?|:)\s{0,20}["'](?<secret>[^"'\\\r\n]{48,100})["']/,
          fallback: true,
          literals: ['auth_key', 'auth_salt', 'logged_in_key', 'logged_in_salt', 'nonce_key', 'nonce_salt'],
          minEntropy: 4,
          judge: () => ({ keep: true, score: 10, reason: 'who has it makes sessions of any user' }),
          examples: [
            "define('AUTH_KEY',         '{A-Za-z0-9!@#%^&*()_+:64}');",
            'define( "NONCE_SALT", "{A-Za-z0-9!@#%^&*()_+:64}" );',
            "LOGGED_IN_SALT='{A-Za-z0-9!@#%^&*()_+:64}'",
          ],
          lookalikes: [
            "define('AUTH_KEY', 'put your unique phrase here');",
            "define('AUTH_KEY', getenv('AUTH_KEY'));",
            "define('OTHER_KEY', '{A-Za-z0-9:64}');",
          ],
        },
      ],
    },
    database: {
      label: 'database password',
      about: 'password of the database',
      detect: [
        {
          rule: 'wordpress-database-password',
          about: 'Password of the database of WordPress',
          pattern:
            /define\s?\(\s{0,4}["']DB_PASSWORD["']\s{0,3},\s{0,8}["'](?<secret>(?<=')[^'\r\n]{3,128}(?=')|(?<=")[^"\r\n]{3,128}(?="))/,
          fallback: true,
          literals: ['db_password'],
          judge: judgeTyped,
          examples: ["define( 'DB_PASSWORD', '{A-Za-z0-9!%:15}7' );"],
          lookalikes: ["define('DB_PASSWORD', 'password_here');", "define('DB_PASSWORD', getenv('DB_PASSWORD'));"],
        },
      ],
    },
  },
})
