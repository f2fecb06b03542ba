/** One answer of the server for one page: what it said, or what went wrong, and a way to ask again. */
import { useEffect, useState } from 'preact/hooks'
import { ApiFailure, getJson } from './api.ts'
import { identity } from './session.ts'

export interface Loaded<T> {
  readonly data: T | undefined
  readonly failure: ApiFailure | undefined
  readonly reload: () => void
}

/** Asks when the path changes; an undefined path asks nothing. An answer to an older question is dropped. */
export function useLoaded<T>(path: string | undefined): Loaded<T> {
  const [state, setState] = useState<{ path?: string; data?: T; failure?: ApiFailure }>({})
  const [times, setTimes] = useState(0)
  useEffect(() => {
    if (path === undefined) return
    let isWanted = true
    getJson<T>(path).then(
      (data) => isWanted && setState({ path, data }),
      (error: unknown) => {
        if (!(error instanceof ApiFailure)) throw error
        if (error.status === 401) identity.value = null
        else if (isWanted) setState({ path, failure: error })
      },
    )
    return () => {
      isWanted = false
    }
  }, [path, times])
  const isOurs = state.path === path
  return {
    data: isOurs ? state.data : undefined,
    failure: isOurs ? state.failure : undefined,
    reload: () => setTimes(times + 1),
  }
}
