/** Grafana: service account tokens begin with `glsa_`; cloud tokens begin with `glc_`; API keys begin with `eyJrIjoi`. */
import { readBase64Json } from '../base/base64-json.ts'
import { checksumHexReversed } from '../base/token-checksum.ts'
import { judgeChecksum } from './key-form.ts'
import { defineProvider, type Judgement } from './provider.ts'

function judgeServiceToken(token: string): Judgement {
  const end = token.lastIndexOf('_')
  return judgeChecksum(checksumHexReversed(token.slice(0, end)) === token.slice(end + 1).toLowerCase())
}

/** `k` holds the key itself, `n` its name; cloud tokens name the organization (`o`), too. */
function judgeJson(json: string): Judgement {
  const { k, n } = readBase64Json(json) ?? {}
  return typeof k === 'string' && typeof n === 'string'
    ? { keep: true, score: 10, reason: 'its parts can be read' }
    : { keep: true, score: -30, reason: 'its parts cannot be read: cut or made up' }
}

export default defineProvider({
  id: 'grafana',
  name: 'Grafana',
  docs: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  keys: {
    'service-account-token': {
      label: 'service account token',
      about: 'service account token',
      detect: [
        {
          rule: 'grafana-service-account-token',
          about: 'Grafana service account token',
          pattern: /(?<![A-Za-z0-9])(?<secret>glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8})(?![A-Za-z0-9])/,
          literals: ['glsa_'],
          minEntropy: 3,
          judge: judgeServiceToken,
          examples: [
            'KEY=glsa_{A-Za-z0-9:32}_{checksum:hex-reversed}',
            '"glsa_{A-Za-z0-9:32}_{checksum:hex-reversed}"',
          ],
          lookalikes: ['glsa_{A-Za-z0-9:32}_{A-Fa-f0-9:5}', 'qglsa_{A-Za-z0-9:32}_{A-Fa-f0-9:8}'],
        },
      ],
    },
    'cloud-token': {
      label: 'cloud token',
      about: 'cloud token',
      detect: [
        {
          rule: 'grafana-cloud-token',
          about: 'Grafana cloud token',
          pattern: /(?<![A-Za-z0-9])(?<secret>glc_[A-Za-z0-9+/=]{32,400})(?![A-Za-z0-9])/,
          literals: ['glc_'],
          minEntropy: 3.5,
          judge: (token) => judgeJson(token.slice('glc_'.length)),
          examples: ['KEY=glc_{A-Za-z0-9+/=:216}', '"glc_{A-Za-z0-9+/=:216}"'],
          lookalikes: ['glc_{A-Za-z0-9+/=:24}', 'qglc_{A-Za-z0-9+/=:216}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'grafana-api-key',
          about: 'Grafana API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>eyJrIjoi[A-Za-z0-9+/_=-]{40,400})(?![A-Za-z0-9_-])/,
          literals: ['eyjrijoi'],
          minEntropy: 3.5,
          judge: (key) => judgeJson(key),
          examples: ['KEY=eyJrIjoi{A-Za-z0-9_=-:235}', '"eyJrIjoi{A-Za-z0-9_=-:235}"'],
          lookalikes: ['eyJrIjoi{A-Za-z0-9_=-:33}', 'qeyJrIjoi{A-Za-z0-9_=-:235}'],
        },
      ],
    },
  },
})
