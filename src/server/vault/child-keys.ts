/** One level of a tree of paths: what stands directly below a folder, folders with a slash at their end. */
export function childKeys(paths: readonly string[], folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`
  const keys = new Set<string>()
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue
    const rest = path.slice(prefix.length)
    const slash = rest.indexOf('/')
    if (rest) keys.add(slash < 0 ? rest : rest.slice(0, slash + 1))
  }
  return [...keys].toSorted()
}
