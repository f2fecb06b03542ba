/** The notice and the post-mortem: read here, or open the file itself. */
import { useEffect, useState } from 'preact/hooks'
import type { IncidentRoom } from '../api.gen.ts'
import { ApiFailure, getText } from '../api.ts'
import { Dialog } from '../dialog.tsx'
import { dayAndTime } from '../format.ts'
import { Markdown } from '../markdown-view.tsx'
import { documentTitle } from '../wording.ts'

type Document = IncidentRoom['documents'][number]

function DocumentDialog({ document, onClose }: { readonly document: Document; readonly onClose: () => void }) {
  const [text, setText] = useState<string | undefined>()
  const [failure, setFailure] = useState<ApiFailure | undefined>()
  useEffect(() => {
    getText(document.href).then(setText, (error: unknown) => {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error)
    })
  }, [document.href, document.writtenAt])
  return (
    <Dialog title={documentTitle(document.kind)} wide onClose={onClose}>
      <p class="muted">
        Written {dayAndTime(document.writtenAt)} UTC from recorded facts. <a href={document.href}>Open the Markdown</a>
      </p>
      {failure && (
        <p class="failure">
          <strong>{failure.message}</strong> {failure.hint}
        </p>
      )}
      {text !== undefined && <Markdown text={text} />}
    </Dialog>
  )
}

export function Documents({ documents }: { readonly documents: Document[] }) {
  const [openKind, setOpenKind] = useState<string | undefined>()
  const opened = documents.find((document) => document.kind === openKind)
  return (
    <>
      {documents.map((document) => (
        <button key={document.kind} type="button" onClick={() => setOpenKind(document.kind)}>
          {documentTitle(document.kind)}
        </button>
      ))}
      {opened && <DocumentDialog document={opened} onClose={() => setOpenKind(undefined)} />}
    </>
  )
}
