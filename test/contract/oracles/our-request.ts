/** The request that our `verify` makes for a kind of key, at the provider's own host, answered as the table says. */
import { Sensitive } from '../../../src/base/sensitive.ts'
import type { Verdict } from '../../../src/providers/provider.ts'
import type { KeyAnswers } from '../answers/key-answers.ts'
import { keysOf, kindOf } from '../answers/keys-of.ts'
import { formOf, type Placeholder, type RequestForm, type SentRequest } from './request-form.ts'

export function placeholdersOf(keys: ReturnType<typeof keysOf>): readonly Placeholder[] {
  return [
    [shownPart(keys.live), '{key}'],
    [shownPart(keys.unknown), '{key}'],
    ...keys.companions.map(({ text }, index): Placeholder => [text, `{${index}}`]),
  ]
}

/** Of a key that is an address, as of a webhook, its last two parts: id and token. */
export function shownPart(key: string): string {
  return /\/webhooks\//.test(key) ? key.split('/').slice(-2).join('/') : key
}

export async function ourRequest(
  answers: KeyAnswers,
): Promise<{ readonly form: RequestForm; readonly verdict: Verdict }> {
  const keys = keysOf(answers)
  const sent: SentRequest[] = []
  const [status, body, headers = {}] = answers.live
  const verdict = await kindOf(answers).verify?.(new Sensitive(keys.live), {
    http: async (url, init) => {
      const { host, pathname, search } = new URL(url)
      sent.push({
        host: answers.configured ? '' : host,
        line: `${init?.method ?? 'GET'} ${pathname}${search}`,
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: typeof init?.body === 'string' ? init.body : '',
      })
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return new Response(status === 204 ? null : text, { status, headers })
    },
    sql: () => Promise.reject(new Error('none of these speaks SQL')),
    now: () => new Date('2026-11-27T12:00:00Z'),
    signal: new AbortController().signal,
    settings: answers.configured ? { baseUrl: 'https://configured.example' } : {},
    companions: keys.companions.map(({ rule, text }) => ({ rule, secret: new Sensitive(text) })),
    runId: 'test',
  })
  const [first] = sent
  if (!first || !verdict) throw new Error(`${answers.provider} ${answers.kind} asked nothing`)
  return { form: formOf(first, placeholdersOf(keys)), verdict }
}
