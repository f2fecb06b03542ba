/**
 * `rekey gitleaks …`: the command line of gitleaks 8.30, for pipelines that call it. Flags, files, reports, exit codes
 * and messages are gitleaks' own; so are its habits of printing secrets and of passing over what it does not read.
 * `rekey scan` has neither.
 */
import type { Command } from './command.ts'
import { runGitleaks } from './gitleaks/run.ts'

export const command: Command = {
  name: 'gitleaks',
  about: 'Scan as gitleaks 8.30 does, with its flags, files and reports.',
  usage: 'git|dir|stdin|detect|protect|version [FLAGS OF GITLEAKS]',
  examples: [
    'rekey gitleaks git --redact --report-path leaks.json',
    'rekey gitleaks dir --config .gitleaks.toml src',
    'rekey gitleaks git --pre-commit --staged --verbose',
  ],
  takesRawArguments: true,
  flags: {},
  run: ({ args }, io) => runGitleaks(args, io),
}
