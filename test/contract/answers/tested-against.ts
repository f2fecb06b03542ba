/**
 * What of the provider's own our questions and answers were compared with, by kind of key: its client or its description.
 * All others stand on the provider's documentation and our server alone.
 */
export const TESTED_AGAINST: Readonly<Record<string, string>> = {
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
}
