/** The languages and formats in which a generic credential is found: a line each, with a value made at test time. */
import { expect, test } from 'vitest'
import { expandTemplate, seededPick } from '../../../test/contract/expand-template.ts'
import { createEngine } from '../engine.ts'
import { genericRules } from './rules.ts'

const engine = createEngine(genericRules)
const VALUE = expandTemplate('{A-Za-z0-9:4}#{a-z0-9:7}{A-Z0-9:9}', seededPick(5))
const KEY = expandTemplate('{a-z0-9:32}', seededPick(6))

const FORMS: readonly (readonly [language: string, line: string])[] = [
  ['Bash', `export DB_PASSWORD='VALUE'`],
  ['Bash, a default', 'PASSWORD="${DB_PASSWORD:-VALUE}"'],
  ['fish', `set -x DB_PASSWORD VALUE`],
  ['csh', `setenv DB_PASSWORD VALUE`],
  ['Batch', `set DB_PASSWORD=VALUE`],
  ['PowerShell', `$DbPassword = "VALUE"`],
  ['PowerShell, an argument', `Connect-Shop -Password "VALUE"`],
  ['C', `static const char password[] = "VALUE";`],
  ['C, a macro', `#define DB_PASSWORD "VALUE"`],
  ['C++', `std::string password = std::string("VALUE");`],
  ['C#', `private const string Password = @"VALUE";`],
  ['Java', `private static final String PASSWORD = "VALUE";`],
  ['Java, a call', `connection.setPassword("VALUE");`],
  ['Java, an annotation', `@Value("\${db.password:VALUE}")`],
  ['Kotlin', `val password: String = "VALUE"`],
  ['Scala', `val password = Some("VALUE")`],
  ['Groovy', `password 'VALUE'`],
  ['Clojure', `{:user "shop" :password "VALUE"}`],
  ['JavaScript', `const config = { password: 'VALUE' }`],
  ['JavaScript, a default', `const password = process.env.DB_PASSWORD || 'VALUE'`],
  ['TypeScript', `readonly password: string = 'VALUE'`],
  ['Python', `password = b"VALUE"`],
  ['Python, a default', `password = os.environ.get("DB_PASSWORD", "VALUE")`],
  ['Ruby', `password: 'VALUE',`],
  ['Ruby, a default', `password = ENV.fetch("DB_PASSWORD", "VALUE")`],
  ['PHP', `define('DB_PASSWORD', 'VALUE');`],
  ['PHP, an array', `'password' => 'VALUE',`],
  ['Perl', `my $password = 'VALUE';`],
  ['Go', `var dbPassword string = "VALUE"`],
  ['Go, bytes', `secret := []byte("VALUE")`],
  ['Rust', `const PASSWORD: &'static str = "VALUE";`],
  ['Rust, a call', `let password = String::from("VALUE");`],
  ['Swift', `let password: String? = "VALUE"`],
  ['Objective-C', `NSString *password = @"VALUE";`],
  ['Dart', `final password = "VALUE";`],
  ['Lua', `password = "VALUE",`],
  ['R', `password <- "VALUE"`],
  ['Julia', `password = "VALUE"`],
  ['MATLAB', `password = 'VALUE';`],
  ['Haskell', `password = "VALUE"`],
  ['Erlang', `{password, "VALUE"}`],
  ['Elixir', `password: "VALUE"`],
  ['Visual Basic', `Dim password As String = "VALUE"`],
  ['SQL', `CREATE USER shop IDENTIFIED BY 'VALUE';`],
  ['SQL of PostgreSQL', `ALTER ROLE shop WITH PASSWORD 'VALUE';`],
  ['JSON', `{"user": "shop", "password": "VALUE"}`],
  ['JSON in a string', String.raw`"{\"password\": \"VALUE\"}"`],
  ['JSON, name and value', `{"name": "DB_PASSWORD", "value": "VALUE"}`],
  ['YAML', `  password: VALUE`],
  ['YAML, a block', `  password: |-\n    VALUE`],
  ['YAML, name and value', `- name: DB_PASSWORD\n  value: VALUE`],
  ['TOML', `password = "VALUE"`],
  ['INI and .env', `DB_PASSWORD=VALUE`],
  ['Java properties', `spring.datasource.password=VALUE`],
  ['HCL', `variable "db_password" {\n  default = "VALUE"\n}`],
  ['XML', `<password>VALUE</password>`],
  ['XML, attributes', `<add key="DbPassword" value="VALUE" />`],
  ['HTML', `<input name="password" value="VALUE">`],
  ['Markdown', '**Password:** `VALUE`'],
  ['a table', `| password | VALUE |`],
  ['a comment', `// password: VALUE`],
  ['Dockerfile', `ENV DB_PASSWORD VALUE`],
  ['Compose', `- DB_PASSWORD=VALUE`],
  ['Makefile', `DB_PASSWORD ?= VALUE`],
  ['nginx', `proxy_set_header X-Api-Key "VALUE";`],
  ['a command line', `mysql --password=VALUE shop`],
  ['OpenSSL', `openssl rsa -passin pass:VALUE`],
  ['a query', `curl 'https://shop.internal/?user=shop&password=VALUE&page=2'`],
]

test.each(FORMS)('%s', (_, form) => {
  const expected = /secret|key/i.test(form.replace('DbPassword', '')) ? [VALUE, KEY] : [VALUE]
  const found = expected.map((value) => {
    const line = form.replaceAll('VALUE', value)
    return engine.match(Buffer.from(`\n${line}\n`)).map(({ secret }) => secret)
  })
  expect(found.flat()).toContain(expected.at(-1))
  // The value alone: no quote, no bracket, no next parameter.
  for (const secret of found.flat()) expect(expected).toContain(secret)
})
