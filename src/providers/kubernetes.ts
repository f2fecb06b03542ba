/**
 * Kubernetes: bootstrap tokens, six characters, a dot and sixteen, known by the words beside them, also in a kubeconfig.
 * The keys and other tokens there are those of private-key.ts and jwt.ts, through the decoder of base64.
 */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kubernetes',
  name: 'Kubernetes',
  docs: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  keys: {
    'bootstrap-token': {
      label: 'bootstrap token',
      about: 'bootstrap token',
      detect: [
        keyBesideName({
          rule: 'kubernetes-bootstrap-token',
          about: 'Kubernetes bootstrap token',
          names: ['bootstrap', 'kubeadm', '--token'],
          key: /[a-z0-9]{6}\.[a-z0-9]{16}/,
        }),
        {
          rule: 'kubernetes-named-token',
          about: 'Kubernetes bootstrap token',
          pattern: /token["']?\s?[:=]\s{0,3}["']?(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.-])/i,
          literals: ['token'],
          minEntropy: 3,
          judge: (secret) =>
            /\d/.test(secret.slice(7)) && secret === secret.toLowerCase()
              ? { keep: true, score: 5, reason: 'id and secret, as kubeadm writes them' }
              : { keep: false, reason: 'words, or letters that no such token has' },
          examples: ['users:\n- name: shop\n  user:\n    token: {a-z0-9:6}.{a-z0-9:15}7\n'],
          lookalikes: [
            'token: {a-z:6}.{a-z:16}',
            'token: {a-z0-9:6}.{a-z0-9:12}',
            'token: {a-z0-9:6}.{a-z0-9:16}.{a-z:4}',
          ],
        },
      ],
    },
    'bootstrap-secret': {
      label: 'bootstrap token secret',
      about: 'bootstrap token secret',
      detect: [
        keyBesideName({
          rule: 'kubernetes-token-secret',
          about: 'Kubernetes secret half of a bootstrap token',
          names: ['token secret'],
          key: /[a-z0-9]{16}/,
        }),
      ],
    },
  },
})
