/** What the documents write where there is nothing to write: a fact that is absent, a judgement that is people's. */
import { formatSecond } from './wording.ts'

/** A machine never fills in what nobody recorded. */
export const ABSENT = 'not recorded'

/** `2026-03-12 23:42:07 UTC`, or that the time is not recorded. */
export const timeOf = (at: Date | undefined): string => (at ? formatSecond(at) : ABSENT)

/** Marks the places that only a person can fill. */
export const toWrite = (what: string): string => `_To be written by a person: ${what}_`
