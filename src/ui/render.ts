import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** The whole document of a page. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}

/** One region of a page, for a request with `X-Fragment`. */
export function renderFragment(region: VNode): string {
  return renderToString(region)
}
