/**
 * All notification rules that ship. Rows of confidence C or M are here to be seen and stay off until a person
 * switches them on: clocks.ts decides, this file only lists.
 */
import type { NotificationRule } from './notification-rule.ts'
import { EUROPE } from './notification-rules/europe.ts'
import { UNITED_STATES } from './notification-rules/united-states.ts'
import { WORLD } from './notification-rules/world.ts'

export const NOTIFICATION_RULES: readonly NotificationRule[] = [...EUROPE, ...UNITED_STATES, ...WORLD]

/** The day on which the sources of these rows were read. */
export const RULES_CHECKED_ON = '2026-11-23'
