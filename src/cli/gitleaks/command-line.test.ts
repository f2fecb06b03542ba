import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useGitleaksScene, KEY } from '../../../test/fakes/gitleaks-scene.ts'

const scene = useGitleaksScene()
const { put, run } = scene

test('templates', async () => {
  put('a.txt', `token ${KEY}\n`)
  put(
    't.tmpl',
    '{{- range $i, $f := . -}}{{ $i }}:{{ .RuleID | upper }}:{{ if eq .StartLine 1 }}first{{ else }}later{{ end }} {{ join "+" .Tags }} {{ quote .File }}\n{{ end -}}',
  )
  const { out } = await run([
    'dir',
    '-r',
    '-',
    '-f',
    'template',
    '--report-template',
    't.tmpl',
    'a.txt',
    '-c',
    '.gitleaks.toml',
  ])
  expect(out).toBe('0:ACME:first a+b "a.txt"\n')
  put('t.tmpl', '{{ env "HOME" }}')
  const refused = await run(['dir', '-r', '-', '-f', 'template', '--report-template', 't.tmpl'])
  expect([refused.exit, refused.err]).toMatchObject([1, expect.stringContaining('"env\\" not defined')])
})

test('a named template, a loop that ends early, and a finding as its report has it', async () => {
  put('a.txt', `token ${KEY}\n`)
  put('b.txt', `token ${KEY}\n`)
  const render = async (text: string) => {
    put('t.tmpl', text)
    const args = ['dir', 'a.txt', '-c', '.gitleaks.toml', '-r', '-', '-f', 'template', '--report-template', 't.tmpl']
    return run(args)
  }
  expect(
    (await render('{{ define "one" }}<{{ .RuleID }}>{{ end }}{{ range . }}{{ template "one" . }}{{ end }}')).out,
  ).toBe('<acme>')
  expect(
    (await render('{{ block "two" (len .) }}{{ . }}{{ end }}{{ range list 1 2 3 }}{{ . }}{{ break }}{{ end }}')).out,
  ).toBe('11')
  expect((await render('{{ range list 1 2 3 }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ . }}{{ end }}')).out).toBe('13')
  for (const [text, out] of Object.entries({
    '{{ range $k, $v := dict "b" 1 "a" 2 }}{{ $k }}={{ $v }};{{ end }}': 'a=2;b=1;',
    '{{ get (dict "a" 1) "a" }}{{ get (dict) "constructor" }}{{ hasKey (dict "a" 1) "b" }}{{ keys (dict "a" 1) }}':
      '1false[a]',
    '{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }} {{ regexFindAll "a." "ab ac" -1 }}': '-W-xxW- [ab ac]',
    '{{ "x" | b64enc | b64dec }}{{ "abcdefgh" | abbrev 5 }} {{ wrap 3 "a b c d" }}': 'xab... a b\nc d',
    '{{ floor 1.7 }}{{ round 1.555 2 }}{{ .5 }}{{ 1e3 }}': '11.560.51000',
    '{{ uniq (list 1 1 2) }}{{ without (list 1 2) 1 }}{{ append (list 1) 2 }}{{ until 3 }}': '[1 2][2][1 2][0 1 2]',
    '{{ snakecase "FooBar" }} {{ camelcase "foo_bar" }} {{ kebabcase "FooBar" }} {{ plural "one" "many" 2 }}':
      'foo_bar FooBar foo-bar many',
    '{{ print 1 2 "a" "b" 3 }} {{ "a" | printf "%s-%d" }} {{ kindOf 1 }}': '1 2ab3 a-%!d(MISSING) int',
    '{{ \'a\' }} {{ sha1sum "x" | trunc 4 }}': '97 11f6',
  }))
    expect((await render(text)).out).toBe(out)
  for (const text of ['{{ index . 5 }}', '{{ $y }}'])
    expect(await render(text)).toMatchObject({
      exit: 1,
      out: '',
      err: expect.stringContaining('failed to write') as string,
    })
  const [found] = JSON.parse((await render('{{ toJson . }}')).out) as [Record<string, unknown>]
  expect(Object.keys(found).slice(0, 3)).toEqual(['RuleID', 'Description', 'StartLine'])
  expect(found).not.toHaveProperty('Line')
  expect((await render('\n{{ nope }}')).err).toContain(
    String.raw`Invalid report template error="error parsing file: template: custom:2: function \"nope\" not defined"`,
  )
  const late = await render('{{ range . }}{{ .Nope }}{{ end }}')
  expect([late.exit, late.err]).toEqual([
    1,
    expect.stringContaining("can't evaluate field Nope in type report.Finding"),
  ])
  expect(late.err).toContain('leaks found: 1')
  const endless = await render('{{ define "x" }}{{ template "x" }}{{ end }}{{ template "x" }}')
  expect([endless.exit, endless.err]).toEqual([1, expect.stringContaining('exceeded maximum template depth')])
})

test('values of flags are read as Go reads them', async () => {
  put('a.txt', `token ${KEY}\n`)
  for (const [text, exit] of Object.entries({ '0x10': 16, '010': 8, '1_0': 10, '-0': 0 }))
    expect((await run(['dir', '--exit-code', text])).exit).toBe(exit)
  expect((await run(['dir', '--enable-rule=', '--enable-rule="acme"', '--enable-rule=acme'])).err).toContain(
    'leaks found: 1',
  )
  for (const [args, message] of [
    [
      ['--exit-code', 'x'],
      'invalid argument "x" for "--exit-code" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [['--redact=-1'], 'invalid argument "-1" for "--redact" flag: strconv.ParseUint: parsing "-1": invalid syntax'],
    [
      ['-v=maybe'],
      'invalid argument "maybe" for "-v, --verbose" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [['-r'], "flag needs an argument: 'r' in -r"],
    [['-z'], "unknown shorthand flag: 'z' in -z"],
    [['--timeout', '99999999999999999999'], 'value out of range'],
  ] as const) {
    const refused = await run(['dir', '-r', 'out.json', ...args])
    expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining(message)])
    expect(existsSync(join(scene.cwd, 'out.json'))).toBe(false)
  }
  expect((await run(['dir', '-l', ''])).err).toContain('WRN unknown log level: ')
})

test('the report of a path without a name is in the format of its ending', async () => {
  expect((await run(['dir', '-r', '.json'])).exit).toBe(0)
  expect(readFileSync(join(scene.cwd, '.json'), 'utf8')).toBe('[]\n')
})

test('mistakes have the exit codes of gitleaks', async () => {
  expect((await run(['dir', '--nope'])).exit).toBe(126)
  expect((await run(['dir', 'missing'])).exit).toBe(1)
  expect((await run(['dir', '-f', 'xml', '-r', 'x'])).err).toContain('unknown report format xml')
  put('.gitleaks.toml', '[[rules]]\nregex = "x"\n')
  expect((await run(['dir'])).err).toContain('rule |id| is missing or empty, regex: x')
  put('.gitleaks.toml', '[[rules]\n')
  expect((await run(['dir'])).err).toMatch(/\.gitleaks\.toml:1:\d+/)
  put('.gitleaks.toml', '[extend]\nuseDefault = true\n[[rules]]\nid = "pkcs12-file"\nentropy = 4\n')
  expect((await run(['dir'])).err).toContain('pkcs12-file of gitleaks has no counterpart here')
  expect((await run(['version'])).out).toBe('8.30.1\n')
  expect((await run(['--version'])).out).toBe('gitleaks version 8.30.1\n')
  expect(await run(['nope'])).toMatchObject({
    exit: 1,
    err: expect.stringContaining('unknown command "nope" for "gitleaks"') as string,
  })
  for (const args of [[], ['help'], ['help', 'dir'], ['version', '-h']])
    expect(await run(args)).toMatchObject({ exit: 0, out: expect.stringContaining('Usage:') as string })
})
