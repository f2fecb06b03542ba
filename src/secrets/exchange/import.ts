/**
 * Reads the exports of others into names and values: `.env`, JSON and YAML (nested keys become paths), and what
 * Doppler, Infisical, Vault and AWS Secrets Manager write. Pure; errors name places, never values.
 */
import { parse as parseYaml } from 'yaml'
import { parseDotenv } from './dotenv.ts'
import { exchangeError } from './exchange-error.ts'

export const IMPORT_FORMATS = ['env', 'json', 'yaml', 'doppler', 'infisical', 'vault', 'aws'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** By the name of the file; JSON by what stands in it. */
export function guessFormat(fileName: string, text: string): ImportFormat {
  if (/\.ya?ml$/i.test(fileName)) return 'yaml'
  if (!/\.json$/i.test(fileName) && !/^\s*[[{]/.test(text)) return 'env'
  const value = parseJson(text)
  if (Array.isArray(value))
    return value.some((one) => isObject(one) && ('secretKey' in one || 'key' in one)) ? 'infisical' : 'json'
  if (!isObject(value)) return 'json'
  if ('SecretString' in value || 'SecretValues' in value || 'SecretBinary' in value) return 'aws'
  const data = value['data']
  if ('request_id' in value && isObject(data)) return 'vault'
  return Object.values(value).some((one) => isObject(one) && 'computed' in one && 'raw' in one) ? 'doppler' : 'json'
}

/** Path below the environment → value. Throws IMPORT_INVALID. */
export function parseImport(format: ImportFormat, text: string): Map<string, string> {
  if (format === 'env') return parseDotenv(text)
  const value = format === 'yaml' ? parseYamlText(text) : parseJson(text)
  if (format === 'doppler') return dopplerValues(value)
  if (format === 'infisical') return infisicalValues(value)
  if (format === 'vault') return vaultValues(value)
  if (format === 'aws') return awsValues(value)
  return flatten(value)
}

function dopplerValues(value: unknown): Map<string, string> {
  if (!isObject(value)) throw invalid('an export of Doppler is one object')
  // `doppler secrets download` writes plain values; `doppler secrets --json` computed and raw ones.
  const entries = Object.entries(value).map(([key, one]) => [key, isObject(one) ? one['computed'] : one] as const)
  // What it adds about itself is no secret.
  return collect(entries.filter(([key]) => !/^DOPPLER_(?:PROJECT|ENVIRONMENT|CONFIG)$/.test(key)))
}

function infisicalValues(value: unknown): Map<string, string> {
  const list = isObject(value) && Array.isArray(value['secrets']) ? value['secrets'] : value
  if (!Array.isArray(list)) return collect(isObject(value) ? Object.entries(value) : [])
  return collect(
    list.map((one, i) => {
      if (!isObject(one)) throw invalid(`entry ${i + 1} is no object`)
      const path = nameOf(one['secretPath'] ?? one['path']).replaceAll(/^\/+|\/+$/g, '')
      const key = nameOf(one['secretKey'] ?? one['key'])
      return [path ? `${path}/${key}` : key, one['secretValue'] ?? one['value']] as const
    }),
  )
}

function vaultValues(value: unknown): Map<string, string> {
  // `vault kv get -format=json`: version 2 wraps the data once more.
  const outer = isObject(value) && isObject(value['data']) ? value['data'] : value
  const inner = isObject(outer) && isObject(outer['data']) && isObject(outer['metadata']) ? outer['data'] : outer
  return flatten(inner)
}

function awsValues(value: unknown): Map<string, string> {
  const list = isObject(value) && Array.isArray(value['SecretValues']) ? value['SecretValues'] : [value]
  return collect(
    list.map((one, i) => {
      if (!isObject(one) || typeof one['Name'] !== 'string') throw invalid(`entry ${i + 1} has no Name`)
      return [one['Name'], one['SecretString']] as const
    }),
  )
}

/** Nested objects become paths; lists stay one value, as JSON. */
function flatten(value: unknown, prefix = ''): Map<string, string> {
  if (!isObject(value)) throw invalid('the file holds no object of names and values')
  const entries: (readonly [string, unknown])[] = []
  for (const [key, one] of Object.entries(value)) {
    if (isObject(one)) entries.push(...flatten(one, `${prefix}${key}/`))
    else entries.push([`${prefix}${key}`, one])
  }
  return collect(entries)
}

function collect(entries: readonly (readonly [string, unknown])[]): Map<string, string> {
  return new Map(entries.map(([key, value]) => [key, textOf(key, value)]))
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || Array.isArray(value)) return JSON.stringify(value)
  throw invalid(`"${key.slice(0, 80)}" has no value that is text`)
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(message: string) {
  return exchangeError('IMPORT_INVALID', message)
}

/** The parser's own error is dropped: it quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('the file is not JSON')
  }
}

function parseYamlText(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 10 })
  } catch {
    throw invalid('the file is not YAML')
  }
}
