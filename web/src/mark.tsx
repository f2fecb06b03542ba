/** Small signs: a glyph and words, never colour alone. */
import type { Tone } from './wording.ts'

interface MarkProps {
  readonly tone: Tone
  readonly glyph: string
  readonly text: string
}

export function Mark({ tone, glyph, text }: MarkProps) {
  return (
    <span class={`mark ${tone}`}>
      <span class="glyph" aria-hidden="true">
        {glyph}
      </span>
      {text}
    </span>
  )
}

/** A version of a secret, told apart by shape (hollow = old, filled = new), word and colour. */
export function VersionMark({ version, isNew }: { readonly version: number; readonly isNew: boolean }) {
  return <Mark tone={isNew ? 'new' : 'old'} glyph={isNew ? '●' : '○'} text={`v${version} ${isNew ? 'new' : 'old'}`} />
}
