/** Passwords in the arguments of programs that log in, lock or unlock something, as shell histories and scripts hold them. */
import { defineProvider } from './provider.ts'
import { ARGUMENT, judgeTyped, OPTIONS, typedArgument } from './typed-password.ts'

/** `-p`, and not `-port`. */
const SMALL_P = String.raw`-p(?!ort|rotocol|ass|rint|rofile)[ =]{0,2}`

export default defineProvider({
  id: 'login-command',
  name: 'Login command',
  docs: 'https://man7.org/linux/man-pages/man1/sshpass.1.html',
  keys: {
    password: {
      label: 'password',
      about: 'password that a command was given',
      detect: [
        typedArgument(String.raw`(?:sshpass|evil-winrm|twine\supload|ncftp(?:put|get)?|rdesktop)${OPTIONS}${SMALL_P}`, {
          rule: 'remote-login-password',
          about: 'Password for a login on another machine',
          literals: ['sshpass', 'evil-winrm', 'twine', 'ncftp', 'rdesktop'],
          examples: [
            "sshpass -p '{A-Za-z0-9!%:15}7' ssh shop@10.0.0.3",
            'sshpass -p{A-Za-z0-9:16} scp a shop@10.0.0.3:',
            'twine upload -u shop -p {A-Za-z0-9:20} dist/*',
          ],
          lookalikes: [
            'sshpass -p "$PASSWORD" ssh shop@10.0.0.3',
            'sshpass -f file ssh shop@10.0.0.3',
            'sshpass -e ssh a',
          ],
        }),
        typedArgument(
          String.raw`psexec(?:64)?(?:\.exe)?${OPTIONS}-p\s{1,3}`,
          {
            rule: 'psexec-password',
            about: 'Password for PsExec',
            literals: ['psexec'],
            examples: ['PsExec.exe \\\\10.0.0.9 -u SHOP\\admin -p {A-Za-z0-9:16} cmd'],
            lookalikes: ['psexec \\\\10.0.0.9 -u admin -p %PASSWORD% cmd', 'PsExec \\\\10.0.0.9 -s cmd'],
          },
          'i',
        ),
        typedArgument(String.raw`login${OPTIONS}${SMALL_P}`, {
          rule: 'login-option-password',
          about: 'Password for a command that logs in',
          literals: ['login'],
          examples: [
            'docker login -u shop -p {A-Za-z0-9:20} images.shop.internal',
            'az login --service-principal -u shop -p {A-Za-z0-9:20} --tenant shop',
          ],
          lookalikes: [
            'docker login -u shop -p $DOCKER_PASSWORD images.shop.internal',
            'docker login -u shop --password-stdin',
            'login -p {A-Z:1}',
          ],
        }),
        typedArgument(String.raw`(?:zip|unzip|zipcloak|ipmitool)${OPTIONS}-P\s{0,3}`, {
          rule: 'archive-password',
          about: 'Password of an archive or of a machine that is managed by IPMI',
          literals: ['zip', 'ipmitool'],
          examples: [
            'zip -P {A-Za-z0-9:16} -r backup.zip backup',
            'ipmitool -H 10.0.0.9 -U root -P {A-Za-z0-9:12} power on',
          ],
          lookalikes: ['zip -P $PASSWORD -r backup.zip backup', 'unzip backup.zip -d /tmp'],
        }),
        typedArgument(String.raw`(?:7z[ar]?|rar|unrar)\s{1,3}[a-z]${OPTIONS}-(?:h?p)`, {
          rule: 'seven-zip-password',
          about: 'Password of an archive of 7-Zip or RAR',
          literals: ['7z a', '7z x', '7z e', '7za ', '7zr ', 'rar '],
          examples: ['7z a -p{A-Za-z0-9:16} backup.7z backup', 'rar a -hp{A-Za-z0-9:16} backup.rar backup'],
          lookalikes: ['7z a -p$PASSWORD backup.7z backup', '7z x backup.7z'],
        }),
        typedArgument(
          String.raw`ldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn|exop)${OPTIONS}-w\s{0,3}`,
          {
            rule: 'ldap-client-password',
            about: 'Password for a client of a directory',
            literals: ['ldapsearch', 'ldapadd', 'ldapmodify'],
            examples: ['ldapsearch -x -D cn=admin,dc=shop -w {A-Za-z0-9:16} -b dc=shop'],
            lookalikes: [
              'ldapsearch -x -D cn=admin,dc=shop -W -b dc=shop',
              'ldapsearch -x -D cn=admin -w "$LDAP_PASSWORD"',
            ],
          },
        ),
        {
          rule: 'smb-client-password',
          about: 'Password for a client of Windows shares',
          pattern:
            /(?<![\w.-])(?:smbclient|rpcclient|smbget|smbmap|winexe|wmic)\s(?:[^\r\n|;]{0,200}?\s)?(?:-U|--user)[ =]{0,2}["']?(?<user>[\w.\\/-]{1,60})%(?<secret>[^\s"'$<{%;|&][^\s"'`;|&]{2,100})/,
          fallback: true,
          literals: ['smbclient', 'rpcclient', 'smbget', 'smbmap', 'winexe', 'wmic'],
          window: { before: 16, after: 420 },
          judge: judgeTyped,
          examples: ['smbclient //files.shop.internal/share -U admin%{A-Za-z0-9:16}'],
          lookalikes: ['smbclient //files.shop.internal/share -U admin%$PASSWORD', 'smbclient //a/b -U admin'],
        },
        typedArgument(String.raw`openssl${OPTIONS}-k\s{1,3}`, {
          rule: 'openssl-password',
          about: 'Password for openssl',
          literals: ['openssl'],
          examples: ['openssl enc -aes-256-cbc -in a -out b -k {A-Za-z0-9:16}'],
          lookalikes: ['openssl enc -aes-256-cbc -in a -out b -k $PASSWORD', 'openssl enc -aes-256-cbc -kfile key'],
        }),
        {
          rule: 'openssl-pass-phrase',
          about: 'Pass phrase for openssl',
          pattern: new RegExp(String.raw`-pass(?:in|out|word|wd)?\s{1,3}["']?pass:${ARGUMENT}`),
          fallback: true,
          literals: ['pass:'],
          judge: judgeTyped,
          examples: ['openssl pkcs12 -export -in a.pem -out a.p12 -passout pass:{A-Za-z0-9:16}'],
          lookalikes: ['openssl rsa -in a.pem -passin pass:$PASSWORD', 'openssl rsa -in a.pem -passin file:a'],
        },
        typedArgument(String.raw`htpasswd\s{1,3}-\w{0,6}b\w{0,6}\s{1,3}(?:[^\s|;>]{1,120}\s{1,3}){1,2}`, {
          rule: 'htpasswd-command-password',
          about: 'Password for htpasswd',
          literals: ['htpasswd'],
          examples: ['htpasswd -bc .htpasswd admin {A-Za-z0-9:16}', 'htpasswd -nb admin {A-Za-z0-9:16} | tee file'],
          lookalikes: ['htpasswd -bc .htpasswd admin $PASSWORD', 'htpasswd -c .htpasswd admin'],
        }),
        {
          rule: 'piped-password',
          about: 'Password that is piped into a command',
          pattern:
            /(?<![\w.-])(?:echo|printf)\s{1,3}(?:-\w{1,2}\s{1,2})?["']?(?:[\w.-]{1,32}:)?(?<secret>[^\s"'$<>{(`;|&%\\:-][^\s"'$`;|&<>:]{2,120})["']?\s{0,3}\|\s{0,3}(?:sudo\s{1,3}(?:-S|-\w{1,3}\s{1,2}-S)|(?:sudo\s{1,3})?(?:chpasswd|passwd\s{1,3}--stdin|cryptsetup|kinit|smbpasswd)|[^\r\n|;]{2,120}?--password-stdin)/,
          fallback: true,
          literals: ['echo', 'printf'],
          window: { before: 16, after: 480 },
          judge: judgeTyped,
          examples: [
            "echo '{A-Za-z0-9:16}' | sudo -S apt-get update",
            "echo 'shop:{A-Za-z0-9:16}' | chpasswd",
            'echo "{A-Za-z0-9:20}" | docker login -u shop --password-stdin images.shop.internal',
          ],
          lookalikes: [
            'echo "$PASSWORD" | sudo -S apt-get update',
            'echo {A-Za-z0-9:16} | base64',
            'echo y | sudo -S a',
          ],
        },
        {
          rule: 'net-command-password',
          about: 'Password in a net command of Windows',
          pattern:
            /(?<![\w.-])net1?(?:\.exe)?\s{1,3}(?:use\s[^\r\n]{0,160}?\\[^\s\\]{1,80}|user\s{1,3}[^\s/]{1,40})\s{1,3}(?<secret>[^\s"'$<{%/*][^\s"']{2,100})\s{1,3}(?:\/[a-z:]{1,20}\s{1,3}){0,3}\/(?:user:|add)/i,
          fallback: true,
          literals: ['/user:', '/add'],
          window: { before: 310, after: 140 },
          judge: judgeTyped,
          examples: ['net use Z: \\\\files\\share {A-Za-z0-9:16} /user:SHOP\\admin'],
          lookalikes: [
            'net use Z: \\\\files\\share %PASSWORD% /user:SHOP\\admin',
            'net use Z: \\\\files\\share * /user:a',
          ],
        },
        typedArgument(
          String.raw`rabbitmqctl\s(?:[^\r\n|;]{0,80}?\s)?(?:add_user|change_password|authenticate_user)\s{1,3}\S{1,60}\s{1,3}`,
          {
            rule: 'rabbitmqctl-password',
            about: 'Password of a RabbitMQ user',
            literals: ['rabbitmqctl'],
            examples: ['rabbitmqctl add_user shop {A-Za-z0-9:16}'],
            lookalikes: ['rabbitmqctl add_user shop $PASSWORD', 'rabbitmqctl list_users'],
          },
        ),
        typedArgument(String.raw`lftp${OPTIONS}(?:-u|--user)[ =]\s?["']?[\w.@-]{1,60},`, {
          rule: 'lftp-password',
          about: 'Password for lftp',
          literals: ['lftp'],
          examples: ['lftp -u shop,{A-Za-z0-9:16} ftp.shop.internal'],
          lookalikes: ['lftp -u shop,$PASSWORD ftp.shop.internal', 'lftp -u shop ftp.shop.internal'],
        }),
        typedArgument(String.raw`(?:plink|pscp|psftp|putty|kitty)(?:\.exe)?${OPTIONS}-pw\s{1,3}`, {
          rule: 'putty-password',
          about: 'Password for the programs of PuTTY',
          literals: ['plink', 'pscp', 'psftp', 'putty', 'kitty'],
          examples: ['plink -ssh shop@10.0.0.3 -pw {A-Za-z0-9:16} uptime'],
          lookalikes: ['plink -ssh shop@10.0.0.3 -pw %PASSWORD% uptime', 'plink -ssh shop@10.0.0.3 -i key.ppk'],
        }),
        typedArgument(String.raw`(?:[xw]l?freerdp3?|sdl-freerdp)(?:\.exe)?${OPTIONS}\/p:`, {
          rule: 'freerdp-password',
          about: 'Password for FreeRDP',
          literals: ['freerdp'],
          examples: ['xfreerdp /v:10.0.0.9 /u:admin /p:{A-Za-z0-9:16}'],
          lookalikes: ['xfreerdp /v:10.0.0.9 /u:admin /p:$PASSWORD', 'xfreerdp /v:10.0.0.9 /u:admin'],
        }),
      ],
    },
  },
})
