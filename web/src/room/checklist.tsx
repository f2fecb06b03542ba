/** The first fifteen minutes. Native checkboxes: tab and space are all it takes. */
import { useEffect, useState } from 'preact/hooks'
import type { TaskView } from '../api.gen.ts'
import { serverNow } from '../clock.ts'
import { act } from '../room-store.ts'
import { Countdown, Time } from '../time.tsx'

function When({ task, done }: { readonly task: TaskView; readonly done: boolean }) {
  if (task.doneAt) return <Time at={task.doneAt} />
  if (done || !task.dueAt) return null
  return Date.parse(task.dueAt) < serverNow.value ? (
    <span class="late">
      late, <Time at={task.dueAt} />
    </span>
  ) : (
    <>
      due in <Countdown to={task.dueAt} />
    </>
  )
}

function Task({ incidentId, task }: { readonly incidentId: string; readonly task: TaskView }) {
  const [pending, setPending] = useState<boolean | undefined>()
  useEffect(() => setPending(undefined), [task.doneAt])
  const done = pending ?? task.doneAt !== null
  // Who ticked it matters when it was a person; what Rekey did by itself is the rule.
  const by = task.doneBy && task.doneBy !== 'rekey' ? `by ${task.doneBy}` : null
  const remark = [task.note, by].filter(Boolean).join(', ')
  const change = async (next: boolean) => {
    setPending(next)
    // After a success the tick stands until the room says the same: no flicker back in between.
    const path = `/api/incidents/${incidentId}/tasks/${encodeURIComponent(task.name)}`
    if (!(await act(path, { done: next }))) setPending(undefined)
  }
  return (
    <li class={done ? 'task done' : 'task'}>
      <label>
        <input
          type="checkbox"
          checked={done}
          data-task={task.name}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
        <span class="task-text">{task.text}</span>
      </label>
      <span class="task-when">
        <When task={task} done={done} />
      </span>
      {remark && <span class="task-note">{remark}</span>}
    </li>
  )
}

export function Checklist({ incidentId, tasks }: { readonly incidentId: string; readonly tasks: TaskView[] }) {
  const done = tasks.filter((task) => task.doneAt).length
  return (
    <section class="checklist" aria-labelledby="checklist">
      <header class="section-head">
        <h2 id="checklist">First fifteen minutes</h2>
        <span class="muted">
          {done} of {tasks.length} done
        </span>
      </header>
      <ul>
        {tasks.map((task) => (
          <Task key={task.name} incidentId={incidentId} task={task} />
        ))}
      </ul>
    </section>
  )
}
