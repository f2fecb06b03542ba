/** Who may do what with a secret, and why: each answer names the rule that decides. For those who administer. */
import { useState } from 'preact/hooks'
import type { AccessTable, ExplanationView, RuleView } from '../api.gen.ts'
import { Failure } from '../failure.tsx'
import { useLoaded } from '../load.ts'
import { Mark } from '../mark.tsx'

const NEVER_MIND = 403

const ruleText = ({ effect, pattern, actions, from, until }: RuleView): string =>
  `${effect} ${actions.join(', ')} on ${pattern}${from ? `, from ${from}` : ''}${until ? `, until ${until}` : ''}`

function Explanation({ name, who, action }: { readonly name: string; readonly who: string; readonly action: string }) {
  const query = new URLSearchParams({ name, who, action })
  const { data, failure } = useLoaded<ExplanationView>(`/api/explain?${query}`)
  if (failure) return <Failure of={failure} />
  if (!data) return null
  return (
    <div class="explanation" role="status">
      <p>
        <Mark
          tone={data.allowed ? 'ok' : 'old'}
          glyph={data.allowed ? '✓' : '✕'}
          text={`${who} ${data.allowed ? 'may' : 'may not'} ${action} it`}
        />
        : {data.because}.
      </p>
      {data.matching.length > 0 && (
        <ul class="plain-list">
          {data.matching.map(({ rule, namesAction }) => (
            <li key={ruleText(rule)} class={namesAction ? '' : 'muted'}>
              {ruleText(rule)}
              {!namesAction && `; says nothing of ${action}`}
            </li>
          ))}
        </ul>
      )}
      {data.needed && <p class="muted">What would be needed: {data.needed}</p>}
    </div>
  )
}

export function Access({ name }: { readonly name: string }) {
  const { data, failure } = useLoaded<AccessTable>(`/api/access?${new URLSearchParams({ name })}`)
  const [asked, setAsked] = useState<{ who: string; action: string } | undefined>()
  // Who does not administer is not shown what they may not see.
  if (failure?.status === NEVER_MIND) return null
  const actions = data?.rows[0]?.actions.map(({ action }) => action) ?? []
  return (
    <section aria-labelledby="access">
      <header class="section-head">
        <h2 id="access">Who may do what</h2>
        <span class="muted">choose a sign to see why</span>
      </header>
      <Failure of={failure} />
      {data && (
        <div class="wide-table" role="region" aria-label="Table of rights" tabIndex={0}>
          <table class="rows access">
            <thead>
              <tr>
                <th scope="col">Identity</th>
                {actions.map((action) => (
                  <th key={action} scope="col">
                    {action}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.who}>
                  <th scope="row">
                    {row.who} <span class="muted">{row.kind}</span>
                  </th>
                  {row.actions.map(({ action, allowed }) => (
                    <td key={action}>
                      <button
                        type="button"
                        class={`sign ${allowed ? 'ok' : 'quiet'}`}
                        aria-label={`${row.who} ${allowed ? 'may' : 'may not'} ${action}: why?`}
                        aria-pressed={asked?.who === row.who && asked.action === action}
                        onClick={() => setAsked({ who: row.who, action })}
                      >
                        {allowed ? '✓' : '–'}
                      </button>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {asked && <Explanation name={name} {...asked} />}
    </section>
  )
}
