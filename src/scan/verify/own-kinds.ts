/** Rules of rekey.yaml that say how to ask about their keys, as kinds of keys beside those of the provider files. */
import { basic, probe, type Parts } from '../../providers/probe.ts'
import type { Detect, KeyKind } from '../../providers/provider.ts'
import type { UserRule } from '../user-rules/scan-settings.ts'
import { fill, type VerifyTemplate } from '../user-rules/verify-template.ts'

export type OwnKind = KeyKind & Required<Pick<KeyKind, 'verify' | 'hosts'>>

/** By rule id. */
export function ownKinds(rules: readonly UserRule[]): ReadonlyMap<string, OwnKind> {
  return new Map(rules.flatMap((rule) => (rule.verify ? [[rule.id, kindOf(rule, rule.verify)]] : [])))
}

const asIs = (text: string): string => text

function kindOf(rule: UserRule, template: VerifyTemplate): OwnKind {
  const { url, method, headers, body, live } = template
  const filled = (members: Readonly<Record<string, string>>, parts: Parts): Record<string, string> =>
    Object.fromEntries(Object.entries(members).map(([name, text]) => [name, fill(text, parts, asIs)]))
  // The URL parser writes the braces of a placeholder as escapes.
  const path = (url.pathname + url.search).replaceAll('%7B', '{').replaceAll('%7D', '}')
  const others = rule.required.map(({ ruleId }) => [ruleId, { rule: ruleId }] as const)
  const asking = probe({
    at: url.origin,
    parts: { key: /^[^]+$/, ...Object.fromEntries(others) },
    ...(method === 'POST' && { method }),
    path: (parts) => fill(path, parts, encodeURIComponent),
    send: (parts) => ({
      ...filled(headers, parts),
      ...(template.basic !== undefined && basicOf(template.basic, parts)),
    }),
    ...(body && {
      body: (parts: Parts) => {
        const members = filled(body.members, parts)
        return body.as === 'form' ? new URLSearchParams(members) : members
      },
    }),
    live: live ?? (() => true),
    ...(template.dead && { dead: template.dead }),
    ...(template.restricted && { restricted: template.restricted }),
  })
  return { about: rule.description, detect: [detectOf(rule)], ...asking }
}

function basicOf(text: string, parts: Parts): Record<string, string> {
  const [user = '', ...password] = text.split(':')
  return basic(fill(user, parts, asIs), fill(password.join(':'), parts, asIs))
}

/** What a made-up key needs of a rule: the texts that it begins with. */
function detectOf({ id, description, keywords }: UserRule): Detect {
  const literals = keywords.map((word) => word.toLowerCase())
  return { rule: id, about: description, pattern: /(?!)/, literals, examples: [], lookalikes: [] }
}
