/**
 * Replicas. Here every region shows the same secrets, so a replica is a note that somebody asked for that region:
 * always in sync, with nothing to copy. In a replica's region the secret can be read and not changed, as on AWS.
 */
import { invalidParameter } from './aws-error.ts'
import type { Call } from './call.ts'
import type { AwsFacts, Replica } from './facts.ts'

/** Throws InvalidParameterException for the region of the secret itself. */
export function addReplicas(
  call: Call,
  facts: AwsFacts,
  wanted: readonly { readonly Region?: string; readonly KmsKeyId?: string }[],
): AwsFacts {
  if (!wanted.length) return facts
  const primary = facts.region ?? call.region
  const added = wanted.map(({ Region: region, KmsKeyId: kmsKeyId }): Replica => {
    if (region === undefined || region === primary || !/^[a-z]{2,4}(?:-[a-z]+)+-\d$/.test(region)) {
      throw invalidParameter('Invalid replica region.')
    }
    return { region, ...(kmsKeyId && { kmsKeyId }) }
  })
  const kept = (facts.replicas ?? []).filter(({ region }) => !added.some((one) => one.region === region))
  return { ...facts, region: primary, replicas: [...kept, ...added] }
}

export function removeReplicas(facts: AwsFacts, regions: readonly string[]): AwsFacts {
  return { ...facts, replicas: (facts.replicas ?? []).filter(({ region }) => !regions.includes(region)) }
}
