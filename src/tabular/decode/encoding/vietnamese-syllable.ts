/** Rhymes of Vietnamese without tones, by the letters that begin them. */
const RHYMES = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ak ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ek ê êch êm ên ênh êp êt êu êk ' +
    'i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ik ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ok ' +
    'ô ôc ôi ôm ôn ông ôp ôt ôk ơ ơi ơm ơn ơp ơt ' +
    'u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu uơ uk ' +
    'ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu ưk y yêm yên yêt yêu yêng'
  ).split(' '),
)
const INITIAL = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?/
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
/** Syllables that end in a stop have only the tones sắc and nặng. */
const STOP = /(?:ch|[cptk])$/

const known = new Map<string, boolean>()

/** Whether a word can be a Vietnamese syllable, its tone included. */
export function isSyllable(word: string): boolean {
  const cached = known.get(word)
  if (cached !== undefined) return cached
  const answer = check(word.toLowerCase().normalize('NFD'))
  if (known.size < 50_000) known.set(word, answer)
  return answer
}

function check(word: string): boolean {
  const tones = word.match(TONES) ?? []
  if (tones.length > 1) return false
  const bare = word.replace(TONES, '').normalize('NFC')
  if (STOP.test(bare) && tones[0] !== '\u0301' && tones[0] !== '\u0323' && tones.length > 0) return false
  return rhymesOf(bare).some((rhyme) => RHYMES.has(rhyme))
}

// "gi" and "qu" share their vowel with the rhyme: gì, giêng, quy, quốc.
function rhymesOf(bare: string): readonly string[] {
  const initial = INITIAL.exec(bare)?.[0] ?? ''
  const rest = bare.slice(initial.length)
  if (initial === 'gi') return [rest, `i${rest}`]
  if (initial === 'qu') return [rest, `u${rest}`, `o${rest}`]
  return [rest]
}

/** How many of the words with a letter beyond ASCII can be Vietnamese. */
export interface SyllableCount {
  readonly good: number
  readonly bad: number
  /** Different possible syllables: one that comes again and again (µm) proves little. */
  readonly distinct: number
}

const SEPARATORS = /[\s\d.,;:()[\]"'/\\+*=%<>|_–—\-!?&#@$^~`{}“”‘’…]+/u
const ASCII = /^\p{ASCII}*$/u

/** Counts possible and impossible syllables among the words that are more than ASCII. */
export function countSyllables(text: string): SyllableCount {
  const seen = new Set<string>()
  let good = 0
  let bad = 0
  for (const word of text.split(SEPARATORS)) {
    // A sign alone (£, °, à) is a syllable in one table or another and proves nothing.
    if (word.length < 2 || ASCII.test(word)) continue
    if (isSyllable(word)) {
      good++
      seen.add(word)
    } else bad++
  }
  return { good, bad, distinct: seen.size }
}
