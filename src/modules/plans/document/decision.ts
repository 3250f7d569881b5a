/** A table of a document; widths are shares of the line. */
export interface DocTable {
  readonly heads: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

export interface DocSection {
  readonly head: string
  readonly paragraphs: readonly string[]
  readonly table?: DocTable
}

/**
 * A decision with the plan it issues, in the parts that Nghị định 30/2020/NĐ-CP (thể thức văn bản hành chính) names.
 * Renderers decide how it is drawn; what it says is decided here.
 */
export interface Decision {
  /** Not issued yet: the number and the date are left open, and the page says so. */
  readonly draft: boolean
  /** The agency above, where there is one. */
  readonly above: string | undefined
  readonly agency: string
  readonly number: string
  readonly placeAndDate: string
  readonly subject: string
  /** "BỘ TRƯỞNG BỘ TÀI CHÍNH" */
  readonly authority: string
  readonly recitals: readonly string[]
  readonly articles: readonly string[]
  readonly recipients: readonly string[]
  /** Below the titles of what the decision issues. */
  readonly attachedTo: string
  readonly signer: { readonly title: string; readonly name: string }
  readonly plan: { readonly title: string; readonly sections: readonly DocSection[] }
  readonly annex: { readonly title: string; readonly table: DocTable }
  /** What whoever signs should check first; only on drafts. */
  readonly notes: readonly string[]
}

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc'
