/** Opens the sinks of the journal that the configuration names, and sends to them while the server runs. */
import { sql } from 'kysely'
import type { Sensitive } from '../base/sensitive.ts'
import { startExporter, type Exporter } from '../journal/export/exporter.ts'
import { openFileSink } from '../journal/export/file-sink.ts'
import { sinkError, type Sink } from '../journal/export/sink.ts'
import { openSyslogSink } from '../journal/export/syslog-sink.ts'
import { openWebhookSink } from '../journal/export/webhook-sink.ts'
import type { App } from './app.ts'

export interface SinkOptions {
  readonly exportDir?: string | undefined
  readonly syslog?: string | undefined
  readonly webhook?: string | undefined
  readonly webhookKey?: Sensitive | undefined
}

/** Throws SINK_INVALID before anything is sent. */
export async function openSinks({ exportDir, syslog, webhook, webhookKey }: SinkOptions = {}): Promise<Sink[]> {
  if (webhook !== undefined && !webhookKey)
    throw sinkError('SINK_INVALID', 'journal.webhook is set, and journal.webhook-key is not')
  return [
    ...(exportDir === undefined ? [] : [await openFileSink(exportDir)]),
    ...(syslog === undefined ? [] : [openSyslogSink(syslog)]),
    ...(webhook !== undefined && webhookKey ? [openWebhookSink(webhook, webhookKey)] : []),
  ]
}

export function startSinks(
  app: App,
  sinks: readonly Sink[],
  options: { readonly nodeId: string; readonly onError: (error: unknown) => void },
): readonly Exporter[] {
  /** The oldest node that lives sends: the others would send the same. */
  const mySend = async (): Promise<boolean> => {
    const { rows } = await sql<{ id: string }>`select id from nodes
      where seen_at > clock_timestamp() - interval '60 seconds' order by started_at, id limit 1`.execute(app.db)
    return rows[0]?.id === options.nodeId
  }
  return sinks.map((sink) => startExporter({ db: app.db, clock: app.clock, mySend, onError: options.onError }, sink))
}
