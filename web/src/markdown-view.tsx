/** Markdown on screen, made of elements only: no HTML string exists, so Trusted Types have nothing to refuse. */
import { useMemo } from 'preact/hooks'
import { parseMarkdown, parseSpans, type Block } from './markdown.ts'

function Spans({ text }: { readonly text: string }) {
  return (
    <>
      {parseSpans(text).map((span) => {
        if (span.kind === 'strong') return <strong>{span.text}</strong>
        if (span.kind === 'em') return <em>{span.text}</em>
        if (span.kind === 'code') return <code>{span.text}</code>
        if (span.kind !== 'link' || !span.href) return span.text
        return (
          <a href={span.href} rel="noreferrer">
            {span.text}
          </a>
        )
      })}
    </>
  )
}

/** The dialog's own title is the h2 above: a document's first heading is an h3. */
function Heading({ level, text }: { readonly level: number; readonly text: string }) {
  const spans = <Spans text={text} />
  if (level === 1) return <h3 class="doc-title">{spans}</h3>
  if (level === 2) return <h4>{spans}</h4>
  return <h5>{spans}</h5>
}

function List({ block }: { readonly block: Extract<Block, { kind: 'list' }> }) {
  const items = block.items.map((item) => (
    <li class={item.checked === undefined ? '' : 'check'}>
      {item.checked !== undefined && (
        <>
          <span aria-hidden="true">{item.checked ? '☑' : '☐'} </span>
          <span class="visually-hidden">{item.checked ? 'Done: ' : 'Open: '}</span>
        </>
      )}
      <Spans text={item.text} />
    </li>
  ))
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}

function Table({ block }: { readonly block: Extract<Block, { kind: 'table' }> }) {
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th scope="col">
                <Spans text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>
                  <Spans text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <Heading level={block.level} text={block.text} />
    case 'list':
      return <List block={block} />
    case 'table':
      return <Table block={block} />
    case 'rule':
      return <hr />
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>
    case 'quote':
      return (
        <blockquote>
          <Spans text={block.text} />
        </blockquote>
      )
    case 'paragraph':
      return (
        <p>
          <Spans text={block.text} />
        </p>
      )
  }
}

export function Markdown({ text }: { readonly text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text])
  return (
    <div class="markdown">
      {blocks.map((block) => (
        <BlockView block={block} />
      ))}
    </div>
  )
}
