/** Whether a finding was proven to open a door today: then no baseline, comment or policy sets it aside. */
import type { Finding } from './finding.ts'

export function isLive({ verdict }: { readonly verdict?: Finding['verdict'] | undefined }): boolean {
  return verdict?.state === 'live' || verdict?.state === 'restricted'
}
