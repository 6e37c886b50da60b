/** Colour contrast (WCAG 2.2), and the readable tones derived from one brand colour. */

type Channels = readonly [red: number, green: number, blue: number]

export type Tone = {
  /** Links, marks and primary buttons. */
  readonly accent: string
  readonly accentDeep: string
  /** Text on the accent colour. */
  readonly onAccent: string
  /** The background of marked items. */
  readonly wash: string
  readonly second: string
}

export type Tones = { readonly light: Tone; readonly dark: Tone }

/** WCAG 2.2, 1.4.3, level AA. */
export const readable = 4.5

/** The backgrounds behind text, light and dark. They equal the tokens in the stylesheet. */
export const grounds = {
  light: { paper: '#f2f4f1', sheet: '#ffffff' },
  dark: { paper: '#101513', sheet: '#19201d' },
} as const

/**
 * The colour itself if it is readable on every background, else the nearest darker or lighter one,
 * so that pages stay readable with any colour. `colour` is `#rrggbb`.
 */
export function tonesOf(colour: string): Tones {
  const light = toneOn(grounds.light, { colour, towards: '#000000', washed: 0.1 })
  const dark = toneOn(grounds.dark, { colour, towards: '#ffffff', washed: 0.16 })
  return {
    light: { ...light, onAccent: grounds.light.sheet },
    dark: { ...dark, onAccent: grounds.dark.paper },
  }
}

type Ground = { readonly paper: string; readonly sheet: string }
type Shade = { readonly colour: string; readonly towards: string; readonly washed: number }

function toneOn({ paper, sheet }: Ground, { colour, towards, washed }: Shade) {
  const wash = mix(sheet, colour, washed)
  const steps = Array.from({ length: 51 }, (_, step) => mix(colour, towards, step / 50))
  const accent = steps.find((each) =>
    [paper, sheet, wash].every((ground) => contrast(each, ground) >= readable),
  )
  const shown = accent ?? towards
  return {
    accent: shown,
    accentDeep: mix(shown, towards, 0.25),
    wash,
    second: mix(shown, sheet, 0.5),
  }
}

/** The contrast ratio, from 1 (equal) to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map(linear)
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Mixes in `share` of the other colour. */
function mix(one: string, other: string, share: number): string {
  const [to1, to2, to3] = channelsOf(other)
  const [red, green, blue] = channelsOf(one)
  const between = (from: number, to: number) => Math.round(from + (to - from) * share)
  return hex([between(red, to1), between(green, to2), between(blue, to3)])
}

function channelsOf(colour: string): Channels {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  return [channel(1), channel(3), channel(5)]
}

function hex(channels: Channels): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
