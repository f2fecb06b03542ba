/**
 * Who uses a secret: processes that named themselves, identities that only read, and, kept apart from both, those
 * that may read it and were never seen. Silence counts from the moment since which reads are recorded.
 */
import type { ConsumerView, SecretUsers } from '../api.gen.ts'
import { count, dayAndTime, span } from '../format.ts'
import { VersionMark } from '../mark.tsx'
import { GraphPicture } from '../room/graph-picture.tsx'
import { Ago } from '../time.tsx'

const holdsCurrent = (consumer: ConsumerView, version: number | null): boolean =>
  version !== null && consumer.version >= version

function ConsumerTable({ users }: { readonly users: SecretUsers }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Consumer</th>
          <th scope="col">Identity</th>
          <th scope="col">Holds</th>
          <th scope="col">Last seen</th>
          <th scope="col">Silent up to</th>
        </tr>
      </thead>
      <tbody>
        {users.consumers.map((consumer) => (
          <tr key={`${consumer.identity} ${consumer.name} ${consumer.host}`}>
            <th scope="row">
              {consumer.name} <span class="muted">{consumer.host}</span>
            </th>
            <td>{consumer.identity}</td>
            <td>
              <VersionMark version={consumer.version} isNew={holdsCurrent(consumer, users.version)} />
            </td>
            <td>
              <Ago at={consumer.lastSeenAt} />
            </td>
            <td>{span(consumer.longestSilenceMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Readers({ users }: { readonly users: SecretUsers }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">Identity</th>
          <th scope="col" class="number">
            Reads
          </th>
          <th scope="col">Last read</th>
          <th scope="col">Silent up to</th>
        </tr>
      </thead>
      <tbody>
        {users.readers.map((reader) => (
          <tr key={reader.identity}>
            <th scope="row">{reader.identity}</th>
            <td class="number">{reader.reads}</td>
            <td>
              <Ago at={reader.lastReadAt} />
            </td>
            <td>{span(reader.longestSilenceMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Users({ users }: { readonly users: SecretUsers }) {
  const { name, version, consumers, readers, neverSeen } = users
  const rotations = version === null ? [] : [{ secret: name, oldVersion: version - 1, newVersion: version }]
  return (
    <section class="users" aria-labelledby="users">
      <header class="section-head">
        <h2 id="users">Who uses it</h2>
        <span class="muted">recorded since {dayAndTime(users.observedSince)} UTC</span>
      </header>
      {consumers.length === 0 && readers.length === 0 && (
        <p>No read of it is known since {dayAndTime(users.observedSince)} UTC. That says nothing about before.</p>
      )}
      {consumers.length > 0 && (
        <>
          <div class="graph">
            <GraphPicture of={{ leaks: [], rotations, consumers }} />
          </div>
          <h3>{count(consumers.length, 'process named itself', 'processes named themselves')}</h3>
          <ConsumerTable users={users} />
        </>
      )}
      {readers.length > 0 && (
        <>
          <h3>Identities that read it</h3>
          <Readers users={users} />
        </>
      )}
      {neverSeen.length > 0 && (
        <details>
          <summary>
            {count(neverSeen.length, 'more may read it and was', 'more may read it and were')} never seen
          </summary>
          <ul class="plain-list">
            {neverSeen.map((one) => (
              <li key={one.identity}>
                {one.identity} <span class="muted">{one.because}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
