/** SonarQube: access tokens begin with `squ_`; legacy tokens of 40 characters, known by the name beside them. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sonarqube',
  name: 'SonarQube',
  docs: 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'sonarqube-access-token',
          about: 'SonarQube access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq(?:u|a|p)_[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['squ_', 'sqa_', 'sqp_'],
          minEntropy: 3,
          examples: ['KEY=squ_{a-f0-9:40}', '"sqa_{a-f0-9:40}"', 'Bearer sqp_{a-f0-9:40}'],
          lookalikes: ['squ_{a-f0-9:30}', 'qsqu_{a-f0-9:40}'],
        },
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        keyBesideName({
          rule: 'sonarqube-legacy-token',
          about: 'SonarQube legacy token',
          names: ['sonar'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
    'cloud-token': {
      label: 'SonarCloud token',
      about: 'SonarCloud token',
      detect: [
        fixedKey({
          rule: 'sonarqube-cloud-token',
          about: 'SonarCloud token',
          key: /sqco_[A-Za-z0-9]{59}/,
        }),
      ],
    },
  },
})
