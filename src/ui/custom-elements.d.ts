import type { ComponentChildren } from 'preact'

interface IslandAttributes {
  readonly [attribute: string]: ComponentChildren
  readonly children?: ComponentChildren
}

/** The browser's custom elements (src/islands): attributes are their whole interface. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'tim-nhanh': IslandAttributes
      'sao-chep': IslandAttributes
      'tu-luu': IslandAttributes
      'tha-tep': IslandAttributes
      'o-sang': IslandAttributes
    }
  }
}
