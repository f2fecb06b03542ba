/**
 * `{{identity.entity.name}}` in the path of a policy. A value that could mean more than one segment of a path
 * (`/`, `*`, `+`, dots, spaces …) fills nothing: the rule then applies to nobody.
 */
import type { EntityRow } from '../../db/vault-tables.ts'

const PLAIN = /^(?!\.{1,2}$)[A-Za-z0-9._@-]{1,128}$/

/** The path with its templates filled; undefined when one cannot be. */
export function fillTemplate(path: string, entity: EntityRow | null): string | undefined {
  if (!path.includes('{{')) return path
  let isWhole = true
  const filled = path.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (_all, name: string) => {
    const value = entity ? valueOf(name, entity) : undefined
    if (value === undefined || !PLAIN.test(value)) isWhole = false
    return value ?? ''
  })
  return isWhole && !filled.includes('{{') ? filled : undefined
}

function valueOf(name: string, entity: EntityRow): string | undefined {
  if (name === 'identity.entity.id') return entity.id
  if (name === 'identity.entity.name') return entity.name
  const meta = /^identity\.entity\.metadata\.(.+)$/.exec(name)?.[1]
  if (meta !== undefined) return own(entity.metadata, meta)
  const [, accessor, field] = /^identity\.entity\.aliases\.([^.]+)\.(.+)$/.exec(name) ?? []
  if (accessor !== entity.alias.accessor || field === undefined) return undefined
  if (field === 'name') return entity.alias.name
  const aliasMeta = /^(?:custom_)?metadata\.(.+)$/.exec(field)?.[1]
  return aliasMeta === undefined ? undefined : own(entity.alias.metadata, aliasMeta)
}

function own(map: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
