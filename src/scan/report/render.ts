/** All forms of a report by name. What only machines read is loaded when it is asked for. */
import type { ScanReport } from '../finding.ts'
import type { ScanTimes } from './gitlab.ts'
import { jsonReport } from './json.ts'
import { textReport, type TextOptions } from './text.ts'

export interface RenderOptions extends TextOptions {
  readonly times: ScanTimes
}

type Render = (report: ScanReport, options: RenderOptions) => string | Promise<string>

const RENDERERS = {
  text: textReport,
  json: jsonReport,
  jsonl: async (report, options) => (await import('./jsonl.ts')).jsonlReport(report, options),
  sarif: async (report) => (await import('./sarif.ts')).sarifReport(report),
  gitlab: async (report, { times }) => (await import('./gitlab.ts')).gitlabReport(report, times),
  junit: async (report) => (await import('./junit.ts')).junitReport(report),
  csv: async (report) => (await import('./csv.ts')).csvReport(report),
  github: async (report) => (await import('./github.ts')).githubReport(report),
  markdown: async (report) => (await import('./markdown.ts')).markdownReport(report),
  html: async (report) => (await import('./html.ts')).htmlReport(report),
} as const satisfies Record<string, Render>

export type Format = keyof typeof RENDERERS
export const FORMATS = Object.keys(RENDERERS) as readonly Format[]
/** The forms that may show keys in the clear: the others are made to be published. */
export const REVEALING: readonly Format[] = ['text', 'json', 'jsonl']

export async function render(format: Format, report: ScanReport, options: RenderOptions): Promise<string> {
  return RENDERERS[format](report, options)
}
