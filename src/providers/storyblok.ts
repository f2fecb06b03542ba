/** Storyblok: content tokens and personal access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'storyblok',
  name: 'Storyblok',
  docs: 'https://www.storyblok.com/docs/api',
  keys: {
    'content-token': {
      label: 'content token',
      about: 'content token',
      detect: [
        keyBesideName({
          rule: 'storyblok-content-token',
          about: 'Storyblok content token',
          names: ['story blok'],
          key: /[A-Za-z0-9]{22}tt/,
        }),
      ],
    },
    'personal-token': {
      label: 'personal access token',
      about: 'personal access token',
      detect: [
        keyBesideName({
          rule: 'storyblok-personal-token',
          about: 'Storyblok personal access token',
          names: ['story blok'],
          key: /[A-Za-z0-9]{22}tt-[0-9]{4,8}-[A-Za-z0-9_-]{20}/,
        }),
      ],
    },
  },
})
