/** `rekey rules lint`: what each rule costs, the dearest first, and what is wrong with rules of one's own. */
import { ruleCosts, type RuleCost } from '../../scan/rule-cost.ts'
import type { ScanSettings } from '../../scan/user-rules/scan-settings.ts'
import type { Io } from '../command.ts'

/** Exit 1 when something is wrong with a rule. */
export function lintRules(settings: ScanSettings, asJson: boolean, io: Io): number {
  const costs = ruleCosts(settings, () => performance.now())
  const wrong = costs.filter(({ problems }) => problems.length > 0)
  io.stdout.write(asJson ? `${JSON.stringify(costs, null, 2)}\n` : costText(costs, wrong))
  return wrong.length > 0 ? 1 : 0
}

function costText(costs: readonly RuleCost[], wrong: readonly RuleCost[]): string {
  const lines = costs.map(({ id, from, msPerMegabyte, candidatesPerMegabyte }) => {
    const how =
      candidatesPerMegabyte === undefined
        ? `measured, ${from}`
        : `${candidatesPerMegabyte.toFixed(2)} candidates x ${((msPerMegabyte * 1e6) / candidatesPerMegabyte).toFixed(0)} ns`
    return `${msPerMegabyte.toFixed(5).padStart(10)} ms/MB  ${id}  ${how}\n`
  })
  const total = costs.reduce((sum, { msPerMegabyte }) => sum + msPerMegabyte, 0)
  const faults = wrong.map(({ id, problems }) => `${id}: ${problems.join('; ')}\n`)
  return `${lines.join('')}${faults.join('')}${costs.length} rules, ${total.toFixed(2)} ms/MB beside the filter\n`
}
