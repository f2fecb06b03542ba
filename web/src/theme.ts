/** Dark or light: the system's choice unless the reader picked one on this machine. */
import { signal } from '@preact/signals'

export type Theme = 'system' | 'light' | 'dark'

const STORED = 'rekey-theme'
const ORDER: readonly Theme[] = ['system', 'light', 'dark']

export const theme = signal<Theme>('system')

/** Changes whenever the colours on the page change, for what draws on a canvas. */
export const paint = signal(0)

function apply(next: Theme): void {
  theme.value = next
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
  paint.value++
}

export function startTheme(): void {
  const stored = ORDER.find((name) => name === localStorage.getItem(STORED))
  apply(stored ?? 'system')
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint.value++)
}

export function nextTheme(): void {
  const next = ORDER[(ORDER.indexOf(theme.value) + 1) % ORDER.length] ?? 'system'
  localStorage.setItem(STORED, next)
  apply(next)
}
