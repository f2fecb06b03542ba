/**
 * What stands for gitleaks' built-in configuration: the rules of our catalogue, under gitleaks' names where it has such
 * a rule, and paths that hold no leaks of the repository's own. Other patterns than gitleaks', so other findings.
 */
import { catalogue } from '../../catalogue.ts'
import { createAllowlist } from './allowlist.ts'
import type { GitleaksConfig } from './config.ts'
import { GITLEAKS_RULE_IDS } from './default-ids.ts'
import type { GitleaksRule } from './rule.ts'

/** gitleaks' name by ours, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  'anthropic-admin-key': 'anthropic-admin-api-key',
  'aws-access-key-id': 'aws-access-token',
  'cloudflare-api-token': 'cloudflare-api-key',
  'cloudflare-named-token': 'cloudflare-api-key',
  'digitalocean-token': 'digitalocean-pat',
  'github-fine-grained-token': 'github-fine-grained-pat',
  'github-token': 'github-pat',
  'gitlab-access-token': 'gitlab-pat',
  'gitlab-trigger-token': 'gitlab-ptt',
  'google-api-key': 'gcp-api-key',
  'openai-admin-key': 'openai-api-key',
  'private-key-pem': 'private-key',
  'pypi-api-token': 'pypi-upload-token',
  'sendgrid-api-key': 'sendgrid-api-token',
  'shopify-app-secret': 'shopify-shared-secret',
  'slack-rotated-token': 'slack-config-access-token',
  'slack-token': 'slack-bot-token',
  'slack-webhook': 'slack-webhook-url',
  'stripe-secret-key': 'stripe-access-token',
  'telegram-bot-token': 'telegram-bot-api-token',
  'twilio-api-secret': 'twilio-api-key',
}

/** Pictures, fonts, documents; lock files with hashes; what others wrote and was copied in. */
const QUIET_PATHS = [
  String.raw`gitleaks\.toml`,
  String.raw`(?i)\.(?:bmp|gif|ico|jpe?g|png|svg|tiff?|webp|eot|otf|ttf|woff2?|docx?|xlsx?|pdf|exe|dll|pdb|bin)$`,
  String.raw`(?:^|/)(?:go\.(?:mod|sum|work)|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|deno\.lock|poetry\.lock|Pipfile\.lock|gradle\.lockfile|Cargo\.lock|Gemfile\.lock|composer\.lock)$`,
  String.raw`(?:^|/)(?:node_modules|bower_components|\.git)(?:/|$)`,
]

export function defaultConfig(): GitleaksConfig {
  const rules = new Map<string, GitleaksRule>()
  for (const own of catalogue()) {
    if (own.part === 'context') continue
    const id = NAMES[own.id] ?? own.id
    const known = rules.get(id)
    rules.set(id, {
      id,
      description: known?.description ?? own.about,
      secretGroup: 0,
      entropy: 0,
      keywords: [...new Set([...(known?.keywords ?? []), ...own.literals.map((literal) => literal.toLowerCase())])],
      tags: [],
      allowlists: [],
      required: [],
      skipReport: false,
      own: [...(known?.own ?? []), own],
    })
  }
  const quiet = {
    description: '',
    condition: 'OR',
    commits: [],
    paths: QUIET_PATHS,
    regexTarget: '',
    regexes: [],
    stopWords: [],
  } as const
  return {
    title: 'Rekey catalogue',
    description: '',
    minVersion: '',
    rules,
    order: [...rules.keys()],
    allowlists: [createAllowlist(quiet)],
  }
}

/** Whether gitleaks ships a rule of this name, or did under one that means the same. */
export function isGitleaksId(id: string): boolean {
  return GITLEAKS_RULE_IDS.has(id)
}
