import { type Form, textIn } from '../../identity/index.ts'
import type { Mended } from './model.ts'

// A box that is not ticked sends nothing; the form says that it had the boxes.
function choicesIn(form: Form): Pick<Mended, 'systemsOnly' | 'namedSystems'> {
  if (textIn(form, 'lua-chon') !== '1') return {}
  return {
    systemsOnly: textIn(form, 'chi-he-thong') === '1',
    namedSystems: textIn(form, 'them-he-thong') === '1',
  }
}

const MOST = 100
/** Chosen where a word is to stand for nothing. */
const NOTHING = '*trong'

/** What was mended before with what a form says now. */
export function mendedWith(mended: Mended, form: Form): Mended {
  const cells = { ...mended.cells }
  const words = { ...mended.words }
  const skipped = new Set(mended.skipped)
  for (let index = 0; index < MOST; index++) {
    const wordKey = textIn(form, `khoa-${index}`)
    const chosen = textIn(form, `tu-${index}`)
    if (wordKey !== '' && chosen !== '') words[wordKey] = chosen === NOTHING ? '' : chosen
    const rowKey = textIn(form, `bo-${index}`)
    if (rowKey !== '') skipped.add(rowKey)
    const cellKey = textIn(form, `o-khoa-${index}`)
    const text = textIn(form, `o-${index}`)
    if (cellKey !== '' && rowKey === '' && text !== textIn(form, `o-cu-${index}`)) cells[cellKey] = text
  }
  const unitsOfOwner = textIn(form, 'don-vi') === '1' || mended.unitsOfOwner
  return { ...mended, ...choicesIn(form), cells, words, skipped: [...skipped], unitsOfOwner }
}
