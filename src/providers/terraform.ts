/**
 * Terraform: what a state holds in the clear though it is marked as sensitive, and values of resources whose names say
 * nothing: a random password is a `result`, a parameter of AWS a `value`.
 */
import { defineProvider, type Judgement } from './provider.ts'

/** A string of JSON. */
const TEXT = String.raw`"(?<secret>(?:[^"\\\r\n]|\\[^\r\n]){3,600})"`

function judge(secret: string): Judgement {
  if (/^(?:\(sensitive value\)|<[^>]*>|\$\{.*\}|null|true|false|\d{1,6}|[\d.]+|arn:[^\s"]*)$/.test(secret)) {
    return { keep: false, reason: 'a name, a number or an empty value' }
  }
  if (/^(?:https?:\/\/)?[\w.-]+\.[a-z]{2,12}(?::\d{1,5})?\/?$/.test(secret)) {
    return { keep: true, score: -40, reason: 'marked as sensitive, and reads as the name of a host' }
  }
  return { keep: true, score: secret.length < 8 ? -15 : 10, reason: 'the state says itself that it is sensitive' }
}

export default defineProvider({
  id: 'terraform',
  name: 'Terraform',
  docs: 'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
  keys: {
    state: {
      label: 'value in a state',
      about: 'credential in the clear in a state or in the answer of "terraform output"',
      detect: [
        {
          rule: 'terraform-sensitive-output',
          about: 'Sensitive output in a Terraform state',
          pattern: new RegExp(
            String.raw`"value"\s{0,4}:\s{0,4}${TEXT}\s{0,80},\s{0,80}(?:"type"\s{0,4}:\s{0,4}"string"\s{0,80},\s{0,80})?"sensitive"\s{0,4}:\s{0,4}true`,
          ),
          fallback: true,
          literals: ['"sensitive"'],
          window: { before: 1_600, after: 40 },
          judge,
          examples: [
            '"outputs": {"shop": {\n  "value": "{A-Za-z0-9!%:20}",\n  "type": "string",\n  "sensitive": true\n}}',
          ],
          lookalikes: [
            '"shop": {"value": "{A-Za-z0-9:20}", "type": "string", "sensitive": false}',
            '"shop": {"value": "(sensitive value)", "sensitive": true}',
          ],
        },
        {
          rule: 'terraform-sensitive-value',
          about: 'Sensitive output of Terraform',
          pattern: new RegExp(
            String.raw`"sensitive"\s{0,4}:\s{0,4}true\s{0,80},\s{0,80}(?:"type"\s{0,4}:\s{0,4}"string"\s{0,80},\s{0,80})?"value"\s{0,4}:\s{0,4}${TEXT}`,
          ),
          fallback: true,
          literals: ['"sensitive"'],
          window: { before: 16, after: 1_600 },
          judge,
          examples: ['"shop": {\n  "sensitive": true,\n  "type": "string",\n  "value": "{A-Za-z0-9!%:20}"\n}'],
          lookalikes: [
            '"shop": {"sensitive": false, "type": "string", "value": "{A-Za-z0-9:20}"}',
            '"shop": {"sensitive": true, "type": "string", "value": "${var.shop}"}',
          ],
        },
        {
          rule: 'terraform-random-password',
          about: 'Random password in a Terraform state',
          pattern: new RegExp(
            String.raw`"random_password"[^]{1,1600}?"result"\s{0,4}:\s{0,4}"(?<secret>(?:[^"\\\r\n]|\\[^\r\n]){3,200})"`,
          ),
          fallback: true,
          literals: ['"random_password"'],
          window: { before: 16, after: 2_100 },
          judge,
          examples: [
            '"type": "random_password", "instances": [{"attributes": {"id": "none", "length": 20, "result": "{A-Za-z0-9!%:20}"}}]',
          ],
          lookalikes: [
            '"type": "random_password", "instances": []',
            '"type": "random_pet", "result": "{A-Za-z0-9:20}"',
          ],
        },
        {
          rule: 'terraform-secure-parameter',
          about: 'Secure parameter of AWS in a Terraform state',
          pattern: new RegExp(String.raw`"SecureString"\s{0,80},\s{0,80}"value"\s{0,4}:\s{0,4}${TEXT}`),
          fallback: true,
          literals: ['"securestring"'],
          window: { before: 16, after: 1_600 },
          judge,
          examples: ['"type": "SecureString",\n  "value": "{A-Za-z0-9!%:20}"'],
          lookalikes: ['"type": "String", "value": "{A-Za-z0-9:20}"', '"type": "SecureString", "value": ""'],
        },
      ],
    },
  },
})
