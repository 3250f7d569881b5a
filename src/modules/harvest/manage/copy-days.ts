/** Days for which a copy of another node's table is kept once nothing names it. */
export const COPY_DAYS = 30
