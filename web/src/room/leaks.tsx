/** Where the keys were seen, whether they are alive, and whether they are ours. Only masked values ever get here. */
import { useState } from 'preact/hooks'
import type { LeakView } from '../api.gen.ts'
import { Dialog } from '../dialog.tsx'
import { Mark } from '../mark.tsx'
import { act } from '../room-store.ts'
import { keyVerdict } from '../wording.ts'

function RotateDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const [reason, setReason] = useState('It leaked.')
  const submit = async (event: Event) => {
    event.preventDefault()
    if (await act('/api/rotations', { secret, reason: reason.trim() })) onClose()
  }
  return (
    <Dialog title="Rotate this secret?" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <p>
          <code>{secret}</code> gets a new key. The old one is revoked once all consumers are proven to have moved.
        </p>
        <label for="rotate-reason">Reason, for the journal</label>
        <input
          id="rotate-reason"
          autofocus
          required
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
        <div class="dialog-actions">
          <button type="submit" class="primary">
            Rotate
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function Leak({ leak, onRotate }: { readonly leak: LeakView; readonly onRotate: (secret: string) => void }) {
  const { secret, rotationId, verdict } = leak
  return (
    <li class="leak">
      <div class="leak-head">
        <strong>
          {leak.providerName} {leak.label}
        </strong>
        <code class="masked">{leak.masked}</code>
        <Mark {...keyVerdict(verdict.state)} />
      </div>
      <dl class="leak-facts">
        <div>
          <dt>Seen in</dt>
          <dd>
            <code>
              {leak.file}:{leak.line}
            </code>
            {leak.commit && (
              <>
                {' '}
                at <code>{leak.commit.slice(0, 10)}</code>
              </>
            )}
            {leak.author && ` by ${leak.author}`}
            {leak.inHead !== null && (leak.inHead ? ', still in HEAD' : ', gone from HEAD, still in the history')}
          </dd>
        </div>
        <div>
          <dt>Is</dt>
          <dd>
            {secret ? (
              <>
                ours: <code>{secret}</code>
                {leak.version !== null && ` version ${leak.version}`}
              </>
            ) : (
              'not a secret that Rekey keeps'
            )}
            {secret && !rotationId && (
              <>
                {', '}
                <button type="button" class="link" onClick={() => onRotate(secret)}>
                  rotate it
                </button>
              </>
            )}
          </dd>
        </div>
        {verdict.why && (
          <div>
            <dt>Judged</dt>
            <dd>{verdict.why}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}

export function Leaks({ leaks }: { readonly leaks: LeakView[] }) {
  const [rotating, setRotating] = useState<string | undefined>()
  return (
    <section class="leaks" aria-labelledby="leaks">
      <header class="section-head">
        <h2 id="leaks">What leaked</h2>
      </header>
      <ul>
        {leaks.map((leak) => (
          <Leak key={`${leak.leakId} ${leak.file} ${leak.line}`} leak={leak} onRotate={setRotating} />
        ))}
      </ul>
      {rotating && <RotateDialog secret={rotating} onClose={() => setRotating(undefined)} />}
    </section>
  )
}
