/**
 * Labels of versions. Ours are the three stages; AWS's clients know them by AWS's names and may add more, which are
 * kept with a prefix, so that a label called "current" is never taken for the stage.
 */
export type Stage = 'current' | 'pending' | 'previous'
export type Label = Stage | `label:${string}`

const STAGES: ReadonlyMap<string, Stage> = new Map([
  ['AWSCURRENT', 'current'],
  ['AWSPENDING', 'pending'],
  ['AWSPREVIOUS', 'previous'],
])
const AWS_NAMES: ReadonlyMap<string, string> = new Map([...STAGES].map(([aws, stage]) => [stage, aws]))

export function fromAwsLabel(label: string): Label {
  return STAGES.get(label) ?? `label:${label}`
}

export function toAwsLabel(label: Label): string {
  return AWS_NAMES.get(label) ?? label.slice('label:'.length)
}
