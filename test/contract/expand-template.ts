/** Samples for tests come from the templates that the catalogue itself holds. */
export { expandTemplate, seededPick, type PickNumber } from '../../src/detect/expand-template.ts'
