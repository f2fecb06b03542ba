/** The log formats that can be imported, sorted by id. */
import { forensicsError } from '../forensics-error.ts'
import accessLog from './access-log.ts'
import cloudtrail from './cloudtrail.ts'
import type { LogFormat } from './format.ts'
import postgres from './postgres.ts'
import stripe from './stripe.ts'

export const formats = [accessLog, cloudtrail, postgres, stripe] as const satisfies readonly LogFormat[]

export type LogFormatId = 'access-log' | 'cloudtrail' | 'postgres' | 'stripe'

export function getFormat(id: string): LogFormat {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw forensicsError('FORENSICS_FORMAT_UNKNOWN', `There is no log format "${id.slice(0, 40)}"`)
  return format
}
