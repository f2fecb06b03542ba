/** What went wrong with a file, as Go words it: people search for these texts. */

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  ENAMETOOLONG: 'file name too long',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  EROFS: 'read-only file system',
}

/** `open a/b: no such file or directory`. */
export function goFileError(call: string, path: string, cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException
  return `${call} ${path}: ${REASONS[code] ?? message}`
}
