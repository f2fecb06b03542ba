/** A verdict and what a live key may do, in few words. What the provider answered is foreign text: made printable here. */
import type { Inspection } from '../../providers/provider.ts'
import type { Finding } from '../finding.ts'
import { printable } from './printable.ts'

/** `live`, `dead (refused)`; empty where nobody asked. */
export function verdictText({ verdict }: Finding): string {
  if (verdict === undefined) return ''
  return 'why' in verdict ? `${verdict.state} (${verdict.why})` : verdict.state
}

const MAX_SCOPES = 20

/** `account 4711, deploy-bot, may administer, moves money, scopes repo, workflow`; empty where nothing is known. */
export function inspectionText({ inspection }: Finding): string {
  return inspection === undefined ? '' : rightsText(inspection)
}

export function rightsText(inspection: Inspection): string {
  const {
    access,
    environment,
    account,
    principal,
    scopes = [],
    canMintKeys,
    readsPersonalData,
    movesMoney,
  } = inspection
  return [
    account === undefined ? '' : `account ${printable(account)}`,
    principal === undefined ? '' : `belongs to ${printable(principal)}`,
    ACCESS[access],
    environment === 'unknown' ? '' : `${environment} environment`,
    canMintKeys === 'yes' ? 'can make keys' : '',
    movesMoney === 'yes' ? 'moves money' : '',
    readsPersonalData === 'yes' ? 'reads personal data' : '',
    scopes.length === 0 ? '' : `scopes ${scopes.slice(0, MAX_SCOPES).map(printable).join(' ')}${more(scopes.length)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

const ACCESS = {
  none: 'no access',
  read: 'may read',
  write: 'may write',
  admin: 'may administer',
  unknown: '',
} as const

function more(scopes: number): string {
  return scopes > MAX_SCOPES ? ` and ${scopes - MAX_SCOPES} more` : ''
}
