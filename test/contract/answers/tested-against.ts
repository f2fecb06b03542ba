/**
 * What of the provider's own our questions and answers were compared with, by kind of key: its client or its description.
 * All others stand on the provider's documentation and our server alone.
 */
import { readRecordings } from '../oracles/recording.ts'

/** Those that the tests run each time. */
export const RUN_IN_TESTS: Readonly<Record<string, string>> = {
  'github token': '@octokit/core',
  'gitlab access-token': '@gitbeaker/rest',
  'slack token': '@slack/web-api',
  'sendgrid api-key': '@sendgrid/client',
  'groq api-key': 'groq-sdk',
  'replicate api-token': 'replicate',
  'notion integration-token': '@notionhq/client',
  'postmark server-token': 'postmark',
  'resend api-key': 'resend',
  'assemblyai api-key': 'assemblyai',
  'mailgun api-key': 'mailgun.js',
  'discord bot-token': '@discordjs/rest',
  'netlify access-token': '@netlify/open-api',
  'figma access-token': '@figma/rest-api-spec',
  'aws access-key': '@aws-sdk/client-sts, @aws-sdk/client-iam',
  'stripe secret': 'stripe',
  'postgres database-url': 'PostgreSQL itself',
}

/** For each kind of key by its name (`github token`): packages with their versions where they were run once. */
export function testedAgainst(): Readonly<Record<string, string>> {
  const recorded = Object.entries(readRecordings()).map(([kind, { client, by }]): [string, string] => [
    kind,
    by === undefined ? client : `${client} (${by})`,
  ])
  return { ...Object.fromEntries(recorded), ...RUN_IN_TESTS }
}
