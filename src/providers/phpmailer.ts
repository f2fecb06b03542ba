/** PHPMailer: the password of the mail server, as its example sets it. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'phpmailer',
  name: 'PHPMailer',
  docs: 'https://github.com/PHPMailer/PHPMailer',
  keys: {
    'smtp-password': {
      label: 'SMTP password',
      about: 'password of a mail server',
      detect: [
        {
          rule: 'phpmailer-smtp-password',
          about: 'Password of a mail server for PHPMailer',
          pattern:
            /\$(?:this->)?[a-z_]{0,12}mail(?:er)?->Password\s{0,8}=\s{0,8}(?<quote>["'])(?<secret>[^"'\r\n$<>]{5,80})\k<quote>/i,
          literals: ['->password'],
          examples: ["$mail->Password = '{A-Za-z0-9:14}';", '$phpmailer->Password   = "{A-Za-z0-9:14}";'],
          lookalikes: ['$mail->Password = $password;', "$mail->Password = '{a-z:3}';"],
        },
      ],
    },
  },
})
