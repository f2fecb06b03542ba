/** Words that a notice may not use, with the reason. Data only; the linter decides when a row applies. */

export interface BannedPhrase {
  readonly rule: 'empty-phrase' | 'belittles' | 'jargon' | 'legal-word' | 'unproven' | 'outage'
  readonly pattern: RegExp
  readonly why: string
  /** The row does not apply when this is so. */
  readonly unless?: 'counsel' | 'complete-logs' | 'availability-lost'
}

const EMPTY = 'It says nothing, and readers know the phrase. Say what was done.'
const BELITTLES = 'It makes the event smaller than the facts do. Give the number or leave it out.'
const JARGON = 'Readers outside the trade do not know the word. Say it plainly.'
const LEGAL = 'It is a legal statement: only counsel may decide to make it.'

export const BANNED: readonly BannedPhrase[] = [
  {
    rule: 'empty-phrase',
    pattern: /\b(?:takes?|taking|took)\b[^.\n]{0,40}\b(?:security|privacy)\b[^.\n]{0,40}\bserious(?:ly)?\b/gi,
    why: EMPTY,
  },
  { rule: 'empty-phrase', pattern: /\b(?:out of )?an abundance of caution\b/gi, why: EMPTY },
  { rule: 'empty-phrase', pattern: /\bmay or may not\b/gi, why: 'Say what is known, and what is not known.' },
  {
    rule: 'empty-phrase',
    pattern: /\b(?:sorry|apologi[sz]e) for any inconvenience\b/gi,
    why: EMPTY,
  },
  {
    rule: 'belittles',
    pattern: /\b(?:an? )?(?:very )?(?:small|limited) (?:number|subset|group) of\b/gi,
    why: BELITTLES,
  },
  { rule: 'belittles', pattern: /\bisolated incident\b/gi, why: BELITTLES },
  { rule: 'belittles', pattern: /\blimited\b(?! (?:number|subset|group) of)/gi, why: BELITTLES },
  { rule: 'belittles', pattern: /\b(?:only|merely|just) affected\b/gi, why: BELITTLES },
  { rule: 'belittles', pattern: /\b(?:highly )?sophisticated\b/gi, why: 'It praises the intruder to excuse us.' },
  { rule: 'belittles', pattern: /\bunprecedented\b/gi, why: 'It excuses us without saying anything.' },
  {
    rule: 'unproven',
    pattern: /\bno (?:evidence|indication|sign|use by anyone else)\b/gi,
    why: 'This can only be said when the logs are complete. State the coverage and the gaps instead.',
    unless: 'complete-logs',
  },
  { rule: 'jargon', pattern: /\bexfiltrat\w*\b/gi, why: JARGON },
  { rule: 'jargon', pattern: /\b(?:threat|bad|malicious) actors?\b/gi, why: JARGON },
  { rule: 'jargon', pattern: /\b(?:IoCs?|indicators? of compromise)\b/g, why: JARGON },
  { rule: 'jargon', pattern: /\b(?:attack )?vectors?\b/gi, why: JARGON },
  { rule: 'jargon', pattern: /\b(?:remediat|mitigat|leverag)\w*\b/gi, why: JARGON },
  { rule: 'legal-word', pattern: /\bbreach(?:es|ed)?\b/gi, why: LEGAL, unless: 'counsel' },
  { rule: 'legal-word', pattern: /\bunauthori[sz]ed\b/gi, why: LEGAL, unless: 'counsel' },
  { rule: 'legal-word', pattern: /\b(?:unlawful|illegal)(?:ly)?\b/gi, why: LEGAL, unless: 'counsel' },
  { rule: 'legal-word', pattern: /\bviolat(?:e[ds]?|ions?|ing)\b/gi, why: LEGAL, unless: 'counsel' },
  {
    rule: 'outage',
    pattern: /\b(?:outages?|downtime)\b/gi,
    why: 'No loss of availability is recorded: this was an exposure of a key.',
    unless: 'availability-lost',
  },
]
