/** FileZilla: passwords of sites in sitemanager.xml and recentservers.xml, in base64. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'filezilla',
  name: 'FileZilla',
  docs: 'https://wiki.filezilla-project.org/Network_Configuration',
  keys: {
    password: {
      label: 'password',
      about: 'password of a site, in base64',
      detect: [
        {
          rule: 'filezilla-password',
          about: 'FileZilla password',
          pattern:
            /<Pass\s[^<>]{0,40}encoding\s{0,2}=\s{0,2}"(?:base64|radix64)"[^<>]{0,20}>\s{0,8}(?<secret>[A-Za-z0-9+/]{8,200}={0,2})\s{0,8}<\/Pass>/,
          literals: ['<pass'],
          minEntropy: 2,
          examples: [
            '<Host>ftp.shop.internal</Host><Pass encoding="base64">{A-Za-z0-9:16}</Pass>',
            '<Pass encoding="base64">{A-Za-z0-9:14}==</Pass>',
          ],
          lookalikes: ['<Pass encoding="crypt">{A-Za-z0-9:16}</Pass>', '<Pass encoding="base64"></Pass>'],
        },
      ],
    },
  },
})
