/** Draws the demo's pictures as SVG. The same scene must always look the same. */

import { render } from 'preact-render-to-string'
import { Motif } from './motifs.tsx'
import type { Scene } from './scenes.ts'

const pictureSize = { width: 1200, height: 800 } as const

const horizon = 470

export function drawPicture(scene: Scene): string {
  const { width, height } = pictureSize
  return render(
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Gradients scene={scene} />
      <rect width={width} height={horizon + 2} fill="url(#sky)" />
      {scene.stars && <Stars />}
      <Sun scene={scene} />
      <Clouds scene={scene} />
      <Hills scene={scene} />
      <rect y={horizon} width={width} height={height - horizon} fill="url(#sea)" />
      <Glitter scene={scene} />
      <Motif scene={scene} horizon={horizon} />
      <rect width={width} height={height} fill="url(#vignette)" />
    </svg>,
  )
}

function Gradients({ scene }: { scene: Scene }) {
  return (
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        {scene.sky.map((colour, at) => (
          <stop offset={at / (scene.sky.length - 1)} stop-color={colour} />
        ))}
      </linearGradient>
      <linearGradient id="sea" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color={scene.sea[0]} />
        <stop offset="1" stop-color={scene.sea[1]} />
      </linearGradient>
      <radialGradient id="glow">
        <stop offset="0" stop-color={scene.sun.colour} stop-opacity="0.75" />
        <stop offset="1" stop-color={scene.sun.colour} stop-opacity="0" />
      </radialGradient>
      <radialGradient id="vignette" r="0.75">
        <stop offset="0.6" stop-color="#000" stop-opacity="0" />
        <stop offset="1" stop-color="#000" stop-opacity="0.22" />
      </radialGradient>
    </defs>
  )
}

function Sun({ scene: { sun } }: { scene: Scene }) {
  return (
    <g>
      <circle cx={sun.x} cy={sun.y} r={sun.radius * 5} fill="url(#glow)" />
      <circle cx={sun.x} cy={sun.y} r={sun.radius} fill={sun.colour} />
    </g>
  )
}

function Stars() {
  return (
    <g fill="#fff">
      {Array.from({ length: 70 }, (_, at) => (
        <circle
          cx={Math.round(scatter(at, 1) * 1200)}
          cy={Math.round(scatter(at, 2) * 330)}
          r={(0.8 + scatter(at, 3) * 1.3).toFixed(1)}
          opacity={(0.25 + scatter(at, 4) * 0.6).toFixed(2)}
        />
      ))}
    </g>
  )
}

function Clouds({ scene }: { scene: Scene }) {
  return (
    <g fill={scene.cloud}>
      {Array.from({ length: 9 }, (_, index) => {
        const at = index + scene.seed * 10
        const width = 180 + scatter(at, 5) * 420
        return (
          <rect
            x={Math.round(scatter(at, 6) * 1300 - 150)}
            y={Math.round(90 + scatter(at, 7) * 290)}
            width={Math.round(width)}
            height={Math.round(7 + scatter(at, 8) * 13)}
            rx="10"
            opacity={(0.12 + scatter(at, 9) * 0.25).toFixed(2)}
          />
        )
      })}
    </g>
  )
}

function Hills({ scene }: { scene: Scene }) {
  return (
    <g>
      {scene.hills.map((colour, at) => (
        <path
          d={ridge({ seed: at * 2.3 + scene.seed * 0.7, top: 350 + at * 42, swing: 52 - at * 12 })}
          fill={colour}
        />
      ))}
    </g>
  )
}

/** A skyline down to the horizon: three waves of unlike lengths never look repeated. */
function ridge({ seed, top, swing }: { seed: number; top: number; swing: number }): string {
  const points = Array.from({ length: 61 }, (_, at) => {
    const x = at * 20
    const wave =
      Math.sin(x / 210 + seed * 3) + 0.5 * Math.sin(x / 83 + seed * 7) + 0.2 * Math.sin(x / 31)
    return `${x},${Math.round(top - wave * swing)}`
  })
  return `M0,${horizon + 2} L${points.join(' ')} L1200,${horizon + 2} Z`
}

/** The sun's path on the water: bright under the sun, wider and rarer towards us. */
function Glitter({ scene }: { scene: Scene }) {
  return (
    <g fill={scene.sun.colour}>
      {Array.from({ length: 110 }, (_, at) => {
        const depth = scatter(at, 10) ** 1.6
        const drift = (scatter(at, 11) - 0.5) * (90 + depth * (at % 3 === 0 ? 1500 : 420))
        const width = 14 + depth * 90 * scatter(at, 12)
        return (
          <rect
            x={Math.round(scene.sun.x + drift - width / 2)}
            y={Math.round(horizon + 6 + depth * 310)}
            width={Math.round(width)}
            height={(1.4 + depth * 3.4).toFixed(1)}
            rx="2"
            opacity={(0.1 + scatter(at, 13) * 0.4).toFixed(2)}
          />
        )
      })}
    </g>
  )
}

/** A fixed number from 0 to 1 for each (index, purpose): scattered, yet the same every time. */
function scatter(index: number, purpose: number): number {
  const wave = Math.sin(index * 127.1 + purpose * 311.7) * 43_758.5453
  return wave - Math.floor(wave)
}
