/** The verdict, of each key where several leaked, how much of the window the logs cover, the strangers, and the indicators that fired. */
import type { VerdictView } from '../api.gen.ts'
import { count, grouped } from '../format.ts'
import { Mark } from '../mark.tsx'
import { Time } from '../time.tsx'
import { VERDICTS, type Tone } from '../wording.ts'

const SEVERITY_TONE: Readonly<Record<string, Tone>> = { critical: 'old', high: 'old', medium: 'wait' }

/** Never rounds up to 100 %: only a complete log may say so. */
function percent(share: number): number {
  return share >= 1 ? 100 : Math.floor(share * 100)
}

function Coverage({ verdict }: { readonly verdict: VerdictView }) {
  const covered = percent(verdict.coverage)
  return (
    <div class="coverage">
      <span>
        Logs cover <strong>{covered} %</strong> of the exposure{(verdict.keys?.length ?? 0) > 1 && ', at the least'}
      </span>
      <progress max={100} value={covered} aria-label="Share of the exposure that the logs cover" />
      {verdict.gaps.length > 0 && (
        <ul class="plain-list">
          {verdict.gaps.map((gap) => (
            <li key={gap}>{gap}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One key needs no list: the verdict is its own. */
function Keys({ keys = [] }: { readonly keys?: VerdictView['keys'] }) {
  if (keys.length < 2) return null
  return (
    <ul class="judged-keys">
      {keys.map((key) => (
        <li key={`${key.name} ${key.secret}`}>
          <Mark {...VERDICTS[key.class]} />
          <span>
            <strong>{key.name}</strong> <span class="muted">logs cover {percent(key.coverage)} %</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Strangers({ strangers }: { readonly strangers: VerdictView['strangers'] }) {
  if (strangers.length === 0) return null
  return (
    <div class="strangers">
      <h3>Strangers</h3>
      <ul>
        {strangers.map((stranger) => (
          <li key={`${stranger.ip} ${stranger.userAgent}`}>
            <code>{stranger.ip}</code>
            <span>{stranger.userAgent}</span>
            <span>
              {count(stranger.requests, 'request')}, {stranger.succeeded} succeeded
            </span>
            <span class="muted">
              <Time at={stranger.firstSeenAt} /> to <Time at={stranger.lastSeenAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Indicators({ verdict }: { readonly verdict: VerdictView }) {
  const { indicators, indicatorsAsked: asked } = verdict
  const fired = indicators.filter((indicator) => indicator.findings > 0)
  const quiet = Math.max(0, (asked ?? indicators.length) - fired.length)
  return (
    <div class="indicators">
      <h3>Indicators</h3>
      <ul>
        {fired.map((indicator) => (
          <li key={indicator.id}>
            <Mark tone={SEVERITY_TONE[indicator.severity] ?? 'quiet'} glyph="◆" text={indicator.severity} />
            <span>
              <strong>{indicator.title}.</strong> {indicator.detail}{' '}
              <span class="muted">
                {indicator.id}, {count(indicator.findings, 'finding')} in {count(indicator.rows, 'row')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {quiet > 0 && <p class="muted">{count(quiet, 'other indicator')} looked and found nothing.</p>}
    </div>
  )
}

export function Investigation({ verdict }: { readonly verdict: VerdictView | null }) {
  return (
    <section class="investigation" aria-labelledby="investigation">
      <h2 id="investigation">Was it used?</h2>
      {verdict ? (
        <>
          <p class="answer">
            <Mark {...VERDICTS[verdict.class]} />
          </p>
          <p class="sentence">{verdict.sentence}</p>
          {verdict.keys && <Keys keys={verdict.keys} />}
          {verdict.recordsAtMost > 0 && (
            <p>
              Records of people read by strangers: at least <strong>{grouped(verdict.recordsAtLeast)}</strong>, at most{' '}
              <strong>{grouped(verdict.recordsAtMost)}</strong>.
            </p>
          )}
          <Coverage verdict={verdict} />
          <Strangers strangers={verdict.strangers} />
          <Indicators verdict={verdict} />
        </>
      ) : (
        <p class="muted">Not known yet. The investigation starts when the access logs of the exposure are read.</p>
      )}
    </section>
  )
}
