/** Jenkins: API tokens of 34 characters, known by the name beside them; API tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'jenkins',
  name: 'Jenkins',
  docs: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'jenkins-api-token',
          about: 'Jenkins API token',
          pattern:
            /(?:jenkins|Jenkins|JENKINS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>11[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['jenkins'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'JENKINS_API_KEY=11{a-f0-9:32}',
            'jenkinsToken: "11{a-f0-9:32}"',
            "'jenkins_secret' => '11{a-f0-9:32}'",
          ],
          lookalikes: [
            'JENKINS_API_KEY=11{a-f0-9:24}',
            'jenkins says that 11{a-f0-9:32} is a commit',
            'OTHER_KEY=11{a-f0-9:32}',
          ],
        },
        {
          rule: 'jenkins-legacy-token',
          about: 'Jenkins API token',
          pattern:
            /(?:jenkins|Jenkins|JENKINS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['jenkins'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['JENKINS_API_KEY={a-f0-9:32}', 'jenkinsToken: "{a-f0-9:32}"', "'jenkins_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'JENKINS_API_KEY={a-f0-9:24}',
            'jenkins says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
