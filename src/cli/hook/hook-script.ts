/** The shell script that git runs at a door: first the hook that stood there before, then ours. */
import { CHAINED_SUFFIX, MARK } from './hooks-folder.ts'
import type { Door } from './door-text.ts'

/** `program` is what runs at a door, which stands behind it: Node, a file, and words if the file takes any. */
export function hookScript(door: Door, program: readonly [node: string, file: string, ...words: string[]]): string {
  const [node, cli, ...words] = program.map(quote)
  const run = [node, cli, ...words, door, '"$@"'].join(' ')
  return [
    '#!/bin/sh',
    MARK,
    `earlier="$(dirname "$0")/${door}${CHAINED_SUFFIX}"`,
    '# REKEY_DOOR_ONLY is set by `rekey doctor`, which tries this door and no other.',
    '[ -z "$REKEY_DOOR_ONLY" ] || earlier=',
    `if [ ! -f ${cli} ]; then`,
    `  echo 'rekey: blocked, because Rekey is gone from its place; run "rekey hook install" again, or remove this hook:' "$0" >&2`,
    '  exit 1',
    'fi',
    ...(door === 'pre-commit' ? once(run) : withInput(run)),
    '',
  ].join('\n')
}

function once(run: string): string[] {
  return ['if [ -x "$earlier" ]; then "$earlier" "$@" || exit $?; fi', `exec ${run}`]
}

/** Both hooks read the list of refs from their standard input. */
function withInput(run: string): string[] {
  return [
    'updates=$(cat)',
    `list() { [ -z "$updates" ] || printf '%s\\n' "$updates"; }`,
    'if [ -x "$earlier" ]; then list | "$earlier" "$@" || exit $?; fi',
    `list | ${run}`,
  ]
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
