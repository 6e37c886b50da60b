/** What belongs together of the settings. */

export type BrandSettings = {
  readonly name: string
  /** `#rrggbb`; null: the colour that the pages come with. */
  readonly colour: string | null
  /** An SVG or a PNG; null: the mark that the pages come with. */
  readonly logoFile: string | null
}

export type MailSettings = {
  readonly url: string
  readonly from: string
}

export type Hashing = {
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}
