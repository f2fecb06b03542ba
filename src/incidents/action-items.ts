/**
 * What to change so that it does not happen again: one item for each control that the facts show missing, and
 * the standing three (hook, manager with 30-day rotation, training). Each item carries the fact that asks for
 * it and a check that tells later whether it is done. Owners are people's to name.
 */
import { type IncidentFacts, type InvestigationVerdict, presumedGone, uncoveredLeaks } from './incident-facts.ts'
import { amount, formatShare, sentenceList } from './wording.ts'

export interface ActionItem {
  readonly action: string
  /** The fact that asks for it. Plain text. */
  readonly because: string
  /** How anybody can see that it is done. */
  readonly check: string
  readonly dueAt: Date
}

/** Service levels for actions: four weeks for the grave ones, eight for the others. */
const WEEKS = { 'SEV-1': 4, 'SEV-2': 4, 'SEV-3': 8, 'SEV-4': 8 } as const
const WEEK_MS = 7 * 24 * 3_600_000
const MAX_ROTATION_DAYS = 30

export function actionItems(facts: IncidentFacts): ActionItem[] {
  const dueAt = new Date(facts.openedAt.getTime() + WEEKS[facts.severity.level] * WEEK_MS)
  const items = [...prevention(facts), ...response(facts), TRAINING]
  return items.map((item) => ({ ...item, dueAt }))
}

type Item = Omit<ActionItem, 'dueAt'>

const said = (value: boolean | undefined, yes: string, no: string, unknown: string): string =>
  value === undefined ? unknown : value ? yes : no

function prevention({ controls, leaks, keyAgeDays }: IncidentFacts): Item[] {
  const items: Item[] = [
    {
      action: 'Install the pre-commit hook in every repository',
      because: said(
        controls?.hookInstalled,
        'The hook was installed, and the key passed it: find out how.',
        'No hook was installed in the repository of the leak.',
        'Whether a hook was installed is not recorded.',
      ),
      check: 'A commit that holds a test key is refused in each repository',
    },
  ]
  if (!controls?.pushProtection) {
    items.push({
      action: 'Switch on push protection at the repository host',
      because: said(controls?.pushProtection, '', 'Push protection was off.', 'Whether it was on is not recorded.'),
      check: 'A push that holds a test key is refused by the host',
    })
  }
  const days = controls?.rotationDays
  if (!controls?.inManager || days === undefined || days > MAX_ROTATION_DAYS) {
    const place = said(
      controls?.inManager,
      'The key was in the secret manager, and a copy of it in a file.',
      'The key was not in the secret manager.',
      'Whether the key was in the secret manager is not recorded.',
    )
    const schedule =
      days === undefined ? 'No scheduled rotation is recorded.' : `Its rotation is due every ${amount(days, 'day')}.`
    const age = keyAgeDays === undefined ? 'Its age is not recorded.' : `It was ${amount(keyAgeDays, 'day')} old.`
    items.push({
      action: `Keep every production key in the secret manager and rotate it every ${MAX_ROTATION_DAYS} days`,
      because: `${place} ${schedule} ${age}`,
      check: `No key in production is older than ${MAX_ROTATION_DAYS} days, and none stands in a file`,
    })
  }
  if (leaks.some(({ trackedBeforeIgnore }) => trackedBeforeIgnore)) {
    items.push({
      action: 'Find files that are tracked although .gitignore names them',
      because: `${trackedFiles(leaks)} tracked before .gitignore named it, so the entry had no effect.`,
      check: 'git ls-files --cached --ignored --exclude-standard prints nothing in each repository',
    })
  }
  return items
}

function trackedFiles(leaks: IncidentFacts['leaks']): string {
  const files = [...new Set(leaks.filter((leak) => leak.trackedBeforeIgnore).map(({ file }) => file))]
  return files.length === 1 ? `${files[0]} was` : `Each of ${amount(files.length, 'file')} was`
}

function response(facts: IncidentFacts): Item[] {
  const { leaks, rotations, requests, verdict } = facts
  const items: Item[] = []
  const left = uncoveredLeaks(facts).length
  if (left) {
    items.push({
      action: 'Replace the leaked keys that no rotation covers',
      because: `For ${amount(left, 'leaked key')} no rotation is recorded.`,
      check: 'The provider refuses each of them',
    })
  }
  if (leaks.length) {
    items.push({
      action: 'Remove the file from the history of the repository',
      because: 'A later commit that deletes a file leaves it in the history.',
      check: 'A scan of the full history finds none of these keys',
    })
  }
  const gone = presumedGone(facts)
  if (gone.length) {
    items.push({
      action: `Find out whether these services are retired: ${gone.join(', ')}`,
      because: 'They were never seen on the new key and were taken for retired.',
      check: 'Each is seen on the new key or removed from the list of consumers',
    })
  }
  if (rotations.some(({ forcedBecause }) => forcedBecause !== undefined)) {
    items.push({
      action: 'Make the evidence that was missing available before the next revocation',
      because: 'The old key was revoked by force, before the evidence was complete.',
      check: 'A drill of the same rotation ends without force',
    })
  }
  if (requests && requests.failed > 0) {
    items.push({
      action: 'Find why requests failed during the change of keys',
      because: `${amount(requests.failed, 'request')} failed.`,
      check: 'A drill of the same rotation ends with 0 failed requests',
    })
  }
  if (!verdict || verdict.coverage < 1 || verdict.gaps.length) {
    items.push({
      action: `Make the logs of ${unclearProviders(verdict)} complete and keep them long enough`,
      because: verdict ? whatIsMissing(verdict) : 'No verdict is recorded.',
      check: 'An import of the last day reports 100 % coverage and no gap',
    })
  }
  return items
}

function unclearProviders(verdict: InvestigationVerdict | undefined): string {
  const unclear = (verdict?.keys ?? []).filter(({ coverage }) => coverage < 1).map(({ provider }) => provider)
  return sentenceList([...new Set(unclear)]) || 'this provider'
}

function whatIsMissing({ coverage, gaps }: InvestigationVerdict): string {
  const covered = coverage < 1 ? [`The logs cover ${formatShare(coverage)} of the exposure.`] : []
  return [...covered, ...(gaps.length ? [`${amount(gaps.length, 'gap')}: ${gaps.join('; ')}.`] : [])].join(' ')
}

const TRAINING: Item = {
  action: 'Hold a training session on keys in code, with this incident as the example',
  because: 'Standing action after every leak.',
  check: 'The session took place and its date is recorded',
}
