/**
 * What a command of the CLI is. main.ts loads the one that was asked for and nothing else;
 * arguments are parsed by `node:util` from the table that also makes the help text.
 */
export interface Io {
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean }
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Aborts on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

export interface FlagSpec {
  readonly type: 'string' | 'boolean'
  readonly about: string
  /** Shown in the help as `--flag PLACEHOLDER`. */
  readonly placeholder?: string
  readonly short?: string
}

export interface Invocation {
  readonly args: readonly string[]
  readonly flags: Readonly<Record<string, string | boolean | undefined>>
  /** What stood behind `--`, untouched; of a command that starts another one only. */
  readonly rest: readonly string[]
}

export interface Command {
  readonly name: string
  /** One sentence. */
  readonly about: string
  /** What stands behind `rekey NAME`; forms are separated by ` | `: `list | show ID [--json]`. */
  readonly usage: string
  /** Whole lines that a newcomer may copy. */
  readonly examples?: readonly string[]
  /** More arguments than this are refused. Without it the command counts them itself. */
  readonly maxArgs?: number
  /** What stands behind `--` is a command to start and none of our own arguments. */
  readonly startsCommand?: boolean
  /** It reads its own command line, which is somebody else's: `args` are all words, `--help` is its own. */
  readonly takesRawArguments?: boolean
  readonly flags: Readonly<Record<string, FlagSpec>>
  /** Returns the exit code: 0 clean, 1 findings, 2 error, 3 incomplete or refused. */
  run(invocation: Invocation, io: Io): Promise<number>
}
