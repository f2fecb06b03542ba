/**
 * `rekey hook`: the doors of a git repository. Installs them, and is what git then runs at each. Every verb is loaded
 * alone: a commit waits for nothing but the scanner.
 */
import type { Command, Invocation, Io } from './command.ts'
import { hookError } from './hook/hook-error.ts'

type Verb = (invocation: Invocation, io: Io) => Promise<number>

const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  install: async () => (await import('./hook/install.ts')).runInstall,
  uninstall: async () => (await import('./hook/install.ts')).runUninstall,
  'pre-commit': async () => (await import('./hook/gates.ts')).runPreCommit,
  'pre-push': async () => (await import('./hook/gates.ts')).runPrePush,
  'pre-receive': async () => (await import('./hook/gates.ts')).runPreReceive,
  'post-receive': async () => (await import('./hook/post-receive.ts')).runPostReceive,
}

export const command: Command = {
  name: 'hook',
  about: 'Stop keys before they are committed or pushed: git hooks.',
  usage:
    'install [PATH] [--pre-commit] [--pre-push] [--pre-receive] | uninstall [PATH] | pre-commit|pre-push|pre-receive (as git runs it) | post-receive --url URL --secret-file FILE',
  examples: ['rekey hook install'],
  flags: {
    'pre-commit': { type: 'boolean', about: 'Install the hook that looks at a commit.' },
    'pre-push': { type: 'boolean', about: 'Install the hook that looks at a push. Both are, when none is named.' },
    'pre-receive': {
      type: 'boolean',
      about: 'Install the hook of a server, which is the default in a bare repository.',
    },
    url: { type: 'string', about: 'The webhook that post-receive tells of the push.', placeholder: 'URL' },
    'secret-file': { type: 'string', about: 'File with the secret of that webhook.', placeholder: 'FILE' },
  },
  async run(invocation, io) {
    const [name = ''] = invocation.args
    const load = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
    if (!load) throw hookError('HOOK_USAGE', `say one of: ${Object.keys(VERBS).join(', ')}`)
    return (await load())({ ...invocation, args: invocation.args.slice(1) }, io)
  },
}
