/** Errors of the gitleaks mode. Messages of configurations are gitleaks' own words, which people search for. */
import { defineErrors } from '../../../base/errors.ts'

export const compatError = defineErrors({
  GITLEAKS_CONFIG_INVALID: {
    status: 400,
    exit: 1,
    hint: 'docs/gitleaks.md lists what a .gitleaks.toml may hold. Patterns are in RE2 syntax, without look-around.',
  },
  GITLEAKS_CONFIG_UNREADABLE: {
    status: 404,
    exit: 1,
    hint: 'A path in [extend] is relative to the working folder, as with gitleaks. A URL is never fetched: save the file.',
  },
  GITLEAKS_USAGE: { status: 400, exit: 1, hint: 'The flags are those of gitleaks 8.30: see docs/gitleaks.md.' },
  GITLEAKS_REPORT_FAILED: {
    status: 400,
    exit: 1,
    hint: 'The template asks for something that a finding does not have: docs/gitleaks.md lists what templates may use.',
  },
  GITLEAKS_TEMPLATE_INVALID: {
    status: 400,
    exit: 1,
    hint: 'docs/gitleaks.md lists the functions that report templates may use.',
  },
})
