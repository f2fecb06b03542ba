/** Hugging Face: access tokens begin with `hf_`; organization tokens begin with `api_org_`. */
import { type Answer, bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider, type Inspection } from './provider.ts'

function tellOf({ body }: Answer): Partial<Inspection> {
  const role = member(body, 'auth.accessToken.role')
  return {
    environment: 'live',
    ...identity(body, { account: 'id', principal: 'name' }),
    access: role === 'read' || role === 'write' ? role : 'unknown',
    scopes: namesOf(role),
    canMintKeys: 'no',
    movesMoney: 'no',
  }
}

const ASK = probe({
  at: 'https://huggingface.co',
  path: '/api/whoami-v2',
  send: bearer,
  live: 'name',
  inspect: tellOf,
})

export default defineProvider({
  id: 'hugging-face',
  name: 'Hugging Face',
  docs: 'https://huggingface.co/docs/hub/security-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...ASK,
      detect: [
        {
          rule: 'hugging-face-access-token',
          about: 'Hugging Face access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>hf_[A-Za-z0-9]{34,38})(?![A-Za-z0-9])/,
          literals: ['hf_'],
          minEntropy: 3.3,
          examples: ['KEY=hf_{A-Za-z0-9:36}', '"hf_{A-Za-z0-9:36}"'],
          lookalikes: ['hf_{A-Za-z0-9:26}', 'qhf_{A-Za-z0-9:36}'],
        },
      ],
    },
    'organization-token': {
      label: 'organization token',
      about: 'organization token',
      ...ASK,
      detect: [
        {
          rule: 'hugging-face-organization-token',
          about: 'Hugging Face organization token',
          pattern: /(?<![A-Za-z0-9])(?<secret>api_org_[A-Za-z]{34})(?![A-Za-z0-9])/,
          literals: ['api_org_'],
          minEntropy: 3,
          examples: ['KEY=api_org_{A-Za-z:34}', '"api_org_{A-Za-z:34}"'],
          lookalikes: ['api_org_{A-Za-z:26}', 'qapi_org_{A-Za-z:34}'],
        },
      ],
    },
  },
})
