/**
 * The one rule for every text that people read as a name: of an application, a person, a key, an API.
 * A name must not hide, reorder or imitate anything around it.
 */

export type NameRule =
  | 'control'
  | 'direction'
  | 'invisible'
  | 'marks'
  | 'blank'
  | 'length'
  | 'brand'

export type NameFault = {
  readonly rule: NameRule
  /** Follows the name of the field and a colon. */
  readonly sentence: string
}

export type NameLimits = {
  /** The longest name, in characters (code points). */
  readonly most: number
  /** The installation's own name, which nobody else may have; empty for none. */
  readonly brandName: string
}

/** The name as it is stored: composed (NFC), without blanks around it; or the rule that it breaks. */
export function readDisplayName(
  text: string,
  limits: NameLimits,
): { readonly name: string } | { readonly fault: NameFault } {
  const name = text.normalize('NFC').trim()
  const rule = brokenRule(name, limits)
  return rule === null ? { name } : { fault: { rule, sentence: sentenceOf(rule, limits) } }
}

function brokenRule(name: string, { most, brandName }: NameLimits): NameRule | null {
  if (!name.isWellFormed() || control.test(name)) return 'control'
  if (direction.test(name)) return 'direction'
  if (invisible.test(name.replace(joined, ''))) return 'invisible'
  if (marks.test(name.normalize('NFD'))) return 'marks'
  if (name === '') return 'blank'
  if ([...name].length > most) return 'length'
  return isImitation(name, brandName) ? 'brand' : null
}

function sentenceOf(rule: NameRule, { most, brandName }: NameLimits): string {
  const sentences: Readonly<Record<NameRule, string>> = {
    control: 'no control characters and no line breaks',
    direction: 'no characters that change the direction of text',
    invisible: 'no invisible characters',
    marks: 'no marks without a letter, and at most four on one',
    blank: `1 to ${most} characters`,
    length: `1 to ${most} characters`,
    brand: `must not look like ${JSON.stringify(brandName)}, the name of this service`,
  }
  return sentences[rule]
}

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u
const direction = /\p{Bidi_Control}/u
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Noncharacter_Code_Point}\u2800]/u

/** Marks that would fall on the character before the name, or cover the lines around it (UTS 39, 5.4). */
const marks = /(?<![^\p{Z}])\p{M}|[\p{Mn}\p{Me}]{5}/u

/**
 * Invisible characters where a script or an emoji needs them: joiners inside a word of a joining
 * script, between the parts of an emoji, and the variants of an emoji or an ideograph.
 */
const joined = new RegExp(
  [
    '(?<=[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}' +
      '\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}' +
      '\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}' +
      '\\p{Script=Sinhala}])[\\u200C\\u200D](?=[\\p{L}\\p{M}])',
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=[\\p{Extended_Pictographic}])\\uFE0F',
    '(?<=[0-9#*])\\uFE0F(?=\\u20E3)',
    '(?<=\\p{Script=Han})[\\u{E0100}-\\u{E01EF}]',
  ].join('|'),
  'gu',
)

/** True if a reader could take one name for the other. A longer name that contains it is not an imitation. */
function isImitation(name: string, brandName: string): boolean {
  const brand = skeleton(brandName)
  return brand !== '' && skeleton(name) === brand
}

/** The letters as the eye sees them: no case, no marks, no punctuation, look-alikes as one letter. */
function skeleton(text: string): string {
  const plain = text.replace(inBox, letterInBox).normalize('NFKD').toLowerCase().normalize('NFKD')
  const letters = [...plain].map((letter) => latin.get(letter) ?? letter).join('')
  return letters
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
}

/** Letters in filled circles and squares, and those that flags are made of: Unicode does not decompose them. */
const inBox = /[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu

function letterInBox(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  const first = [0x1f1e6, 0x1f170, 0x1f150].find((start) => code >= start) ?? code
  return String.fromCharCode(0x61 + code - first)
}

/** Lower-case letters, digits and small capitals that look like a Latin letter, as it or its capital. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'аαɑᴀꭺꓮ',
  b: 'вьβʙꮟꓐ',
  c: 'сϲᴄꮯꓚ',
  d: 'ԁᴅꭰꓓ',
  e: 'еεєᴇꭼꓰ\u212e',
  f: 'ꜰꓝ',
  g: 'ɡɢꮐꓖ',
  h: 'һнհʜꮋꓧ',
  j: 'јᴊꭻꓙ',
  k: 'кκᴋꮶꓗ',
  l: 'lіıιɪӏʟꮮꓡꓲ1|iłǀ',
  m: 'мᴍꮇꓟ',
  n: 'пηոɴꓠ',
  o: 'оοօσᴏ0øꓳ',
  p: 'рρᴘꮲꓑ',
  q: 'ԛ',
  r: 'гʀꭱꓣ',
  s: 'ѕꜱꮪꓢ',
  t: 'тτᴛꭲꓔ',
  u: 'սυᴜꓴ',
  v: 'νѵᴠꮩꓦ',
  w: 'ԝωᴡꮃꓪ',
  x: 'хχꓫ',
  y: 'уүγʏꮍꓬ',
  z: 'ζᴢꮓꓜ',
}

const latin = new Map(
  Object.entries(lookAlikes).flatMap(([letter, alike]) => [...alike].map((one) => [one, letter])),
)
