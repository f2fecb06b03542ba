/** Whether a finding was proven to open a door today: then no baseline, comment or policy sets it aside. */

/** `verdict` is there once keys were verified. */
export function isLive(finding: object): boolean {
  const { verdict } = finding as { verdict?: unknown }
  const status = typeof verdict === 'object' && verdict !== null ? (verdict as { status?: unknown }).status : verdict
  return status === 'live' || status === 'restricted'
}
