/** Sidekiq: the user and password that open the gems of the paid editions, for Bundler or in an address. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sidekiq',
  name: 'Sidekiq',
  docs: 'https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ',
  keys: {
    'gem-credential': {
      label: 'gem credential',
      about: 'user and password of the gem server',
      detect: [
        {
          rule: 'sidekiq-bundle-credential',
          about: 'Sidekiq gem credential',
          pattern:
            /BUNDLE_(?:ENTERPRISE|GEMS)__CONTRIBSYS__COM["'`]{0,2}[\s:=>,|?]{1,8}["'`]{0,3}(?<secret>[a-f0-9]{8}:[a-f0-9]{8})(?![A-Za-z0-9])/i,
          literals: ['contribsys__com'],
          minEntropy: 2.2,
          examples: [
            'BUNDLE_ENTERPRISE__CONTRIBSYS__COM={a-f0-9:8}:{a-f0-9:8}',
            'BUNDLE_GEMS__CONTRIBSYS__COM: "{a-f0-9:8}:{a-f0-9:8}"',
          ],
          lookalikes: ['BUNDLE_ENTERPRISE__CONTRIBSYS__COM={a-f0-9:6}:{a-f0-9:6}'],
        },
        {
          rule: 'sidekiq-gem-url',
          about: 'Sidekiq gem credential in an address',
          pattern: /https?:\/\/(?<secret>[a-f0-9]{8}:[a-f0-9]{8})@(?:gems|enterprise)\.contribsys\.com/i,
          literals: ['.contribsys.com'],
          minEntropy: 2.2,
          examples: ['source "https://{a-f0-9:8}:{a-f0-9:8}@gems.contribsys.com/"'],
          lookalikes: ['https://{a-f0-9:6}:{a-f0-9:6}@gems.contribsys.com/'],
        },
      ],
    },
  },
})
