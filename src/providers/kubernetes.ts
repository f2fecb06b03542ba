/** Kubernetes: bootstrap tokens, six characters, a dot and sixteen, known by the words beside them. */
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
