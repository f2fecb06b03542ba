/** What a pattern of Go is translated for, and what comes out. */
export interface Translation {
  readonly source: string
  /** Capture groups, the whole match not counted. */
  readonly groups: number
  /** The pattern names Unicode classes, which JavaScript knows with the flag `u` only. */
  readonly needsUnicode: boolean
  /** It has `^` or `$` of lines. */
  readonly hasLineAnchors: boolean
  /** A choice or a repetition inside of a repetition: without care, its cost may grow exponentially. */
  readonly isNested: boolean
}

/** For which flags of `new RegExp` the translation is made. */
export interface Target {
  readonly unicode: boolean
  /** Line anchors by the flag `m`, which also takes CR, U+2028 and U+2029 for line ends; else by looking around. */
  readonly multiline: boolean
}
