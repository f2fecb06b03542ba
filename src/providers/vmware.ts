/** VMware: the user and password that PowerCLI gets on its command line. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vmware',
  name: 'VMware',
  docs: 'https://developer.broadcom.com/powercli/latest/vmware.vimautomation.core/commands/connect-viserver',
  keys: {
    'server-password': {
      label: 'server password',
      about: 'password of a vCenter or ESXi server',
      detect: [
        {
          rule: 'vmware-server-password',
          about: 'VMware server password on a command line',
          pattern:
            /Connect-VIServer[^\r\n]{0,120}?-Pass(?:word)?\s{1,4}["']?(?<secret>[^\s"'$()[\]]{3,40})(?=["'\s]|$)/i,
          literals: ['connect-viserver'],
          examples: ['Connect-VIServer -Server vc.{a-z:6}.lan -User admin -Password {A-Za-z0-9:12}'],
          lookalikes: ['Connect-VIServer -Server vc -User admin -Password $password', 'Connect-VIServer -Server vc'],
        },
      ],
    },
  },
})
