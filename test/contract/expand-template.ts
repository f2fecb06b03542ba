/** Samples for tests come from the templates that the catalogue itself holds. */
export { expandTemplate, seededPick } from '../../src/detect/expand-template.ts'
