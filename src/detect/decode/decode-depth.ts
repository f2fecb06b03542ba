/** How often what was decoded is decoded again, where nobody says otherwise. */
export const DEFAULT_DECODE_DEPTH = 5
