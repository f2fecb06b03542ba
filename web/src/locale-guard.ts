/**
 * Imported first. Some Chromium builds report `en-US@posix` as navigator.language when LANG is unset;
 * uPlot and Intl throw "Invalid language tag" on it and the page stays blank. Such a tag is replaced.
 */
export function validLanguage(tag: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en-US'
  } catch {
    return 'en-US'
  }
}

if (typeof navigator !== 'undefined' && navigator.language !== validLanguage(navigator.language)) {
  Object.defineProperty(navigator, 'language', { value: validLanguage(navigator.language), configurable: true })
}
