/** `rekey export`: prints the values of an environment for programs that cannot ask. They are on your screen then. */
import { stringify } from 'yaml'
import { defineErrors } from '../base/errors.ts'
import { formatDotenv } from '../secrets/exchange/dotenv.ts'
import type { Command } from './command.ts'
import { connect, serverFlag } from './connection.ts'
import { readEnvironment } from './secret-verbs.ts'

export const exportError = defineErrors({
  EXPORT_USAGE: { status: 400, exit: 2, hint: 'Usage: rekey export PROJECT/ENVIRONMENT [--format env|json|yaml]' },
})

const FORMATS: Readonly<Record<string, (values: ReadonlyMap<string, string>) => string>> = {
  env: formatDotenv,
  json: (values) => `${JSON.stringify(Object.fromEntries(values), null, 2)}\n`,
  yaml: (values) => stringify(Object.fromEntries(values)),
}

export const command: Command = {
  name: 'export',
  about: 'Print the values of an environment as .env, JSON or YAML.',
  usage: 'PROJECT/ENVIRONMENT [--format env|json|yaml]',
  maxArgs: 1,
  flags: {
    ...serverFlag,
    format: { type: 'string', about: 'Form: env (default), json or yaml.', placeholder: 'FORMAT' },
  },
  examples: ['rekey export shop/staging --format json'],
  async run({ args: [scope], flags }, io) {
    const format = FORMATS[(flags['format'] as string | undefined) ?? 'env']
    if (!scope || scope.split('/').length !== 2 || !format)
      throw exportError('EXPORT_USAGE', 'say which PROJECT/ENVIRONMENT, and in which format')
    io.stdout.write(format(await readEnvironment(await connect(io, flags), scope)))
    return 0
  },
}
