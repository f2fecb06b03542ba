/** Which report is written, and where: checked before the scan, as gitleaks does, so that no long scan is for nothing. */
import { closeSync, lstatSync, openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { encodeText } from '../../scan/compat/gitleaks/byte-text.ts'
import { compatError } from '../../scan/compat/gitleaks/compat-error.ts'
import type { GitleaksConfig } from '../../scan/compat/gitleaks/config.ts'
import type { GitleaksFinding } from '../../scan/compat/gitleaks/finding.ts'
import type { GitleaksArguments } from '../../scan/compat/gitleaks/flags.ts'
import { goFileError } from '../../scan/compat/gitleaks/go-file-error.ts'
import { csvReport, jsonReport, junitReport, sarifReport } from '../../scan/compat/gitleaks/reports.ts'
import { compileTemplate } from '../../scan/compat/gitleaks/template.ts'
import type { Io } from '../command.ts'

export interface Reporter {
  write(findings: readonly GitleaksFinding[]): Promise<void>
}

/** Undefined when no report is asked for. Throws GITLEAKS_USAGE, GITLEAKS_TEMPLATE_INVALID. */
export function openReport(flags: GitleaksArguments, config: GitleaksConfig, io: Io): Reporter | undefined {
  const path = flags.text('report-path')
  if (path === '') return undefined
  const file = path === '-' ? undefined : resolve(io.cwd, path)
  if (file !== undefined) checkWritable(file, path)
  const format = formatOf(flags.text('report-format'), path)
  const render = rendererOf(format.toLowerCase().trim(), flags, config, io)
  if (flags.text('report-template') !== '' && format !== 'template')
    throw compatError('GITLEAKS_USAGE', "Report format must be 'template' if --report-template is specified")
  return {
    async write(findings) {
      // Bytes that are no UTF-8 are written as they were found.
      const text = encodeText(render(findings))
      if (file !== undefined) writeFileSync(file, text)
      else await new Promise<void>((done, fail) => io.stdout.write(text, (error) => (error ? fail(error) : done())))
    },
  }
}

/** Leaves no file behind: a scan that fails has no report. */
function checkWritable(file: string, path: string): void {
  try {
    closeSync(openSync(file, 'w'))
    // A device or a pipe (/dev/null, /dev/stdout) is the machine's: root could remove it.
    if (lstatSync(file).isFile()) unlinkSync(file)
  } catch (cause) {
    const reason = JSON.stringify(goFileError('open', path, cause))
    throw compatError('GITLEAKS_USAGE', `Report path is not writable: ${path} error=${reason}`, { cause })
  }
}

function formatOf(given: string, path: string): string {
  // As Go tells it: of `.json` all is the ending.
  const ending = /\.[^./]*$/.exec(path)?.[0].toLowerCase() ?? ''
  const format = given || { '.csv': 'csv', '.json': 'json', '.sarif': 'sarif' }[ending]
  if (format === undefined) throw compatError('GITLEAKS_USAGE', 'Unknown report format: ')
  return format
}

function rendererOf(
  format: string,
  flags: GitleaksArguments,
  config: GitleaksConfig,
  io: Io,
): (findings: readonly GitleaksFinding[]) => string {
  if (format === 'json') return jsonReport
  if (format === 'csv') return csvReport
  if (format === 'junit') return junitReport
  if (format === 'sarif')
    return (findings) =>
      sarifReport(
        findings,
        config.order.flatMap((id) => config.rules.get(id) ?? []),
      )
  if (format !== 'template') throw compatError('GITLEAKS_USAGE', `unknown report format ${flags.text('report-format')}`)
  const template = flags.text('report-template')
  if (template === '') throw compatError('GITLEAKS_TEMPLATE_INVALID', 'template path cannot be empty')
  let text: string
  try {
    text = readFileSync(resolve(io.cwd, template), 'utf8')
  } catch (cause) {
    const reason = goFileError('open', template, cause)
    throw compatError('GITLEAKS_TEMPLATE_INVALID', `error reading file: ${reason}`, { cause })
  }
  return compileTemplate(text)
}
