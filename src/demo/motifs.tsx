/** What stands or floats in the demo's pictures. Each is a silhouette with its reflection. */

import type { Scene } from './scenes.ts'

type Place = Readonly<{ x: number; y: number; size: number }>
type MotifProps = Readonly<{ scene: Scene; horizon: number }>

export function Motif({ scene, horizon }: MotifProps) {
  switch (scene.motif) {
    case 'pier':
      return <Pier ink={scene.ink} />
    case 'lighthouse':
      return <Lighthouse scene={scene} horizon={horizon} />
    case 'regatta':
      return <Regatta scene={scene} />
    case 'ferry':
      return <Ferry scene={scene} />
    case 'quay':
      return <Quay scene={scene} horizon={horizon} />
    case 'moorings':
      return <Moorings ink={scene.ink} />
  }
}

function Pier({ ink }: { ink: string }) {
  const posts = [0, 1, 2, 3, 4, 5, 6]
  return (
    <g fill={ink}>
      <path d="M1200,668 L640,574 L640,584 L1200,700 Z" />
      {posts.map((at) => {
        const x = 660 + at ** 1.28 * 54
        const top = 566 + (x - 660) * 0.168
        return <rect x={x} y={top} width={5 + at * 1.6} height={42 + at * 20} rx="2" />
      })}
      <Gull x={420} y={250} size={1.1} />
      <Gull x={490} y={215} size={0.8} />
      <Gull x={350} y={200} size={0.6} />
      <Sailboat place={{ x: 250, y: 520, size: 0.55 }} sail={ink} hull={ink} />
    </g>
  )
}

function Gull({ x, y, size }: Place) {
  return (
    <path
      d="M-26,-8 Q-12,-20 0,0 Q12,-20 26,-8 Q12,-13 0,6 Q-12,-13 -26,-8 Z"
      transform={`translate(${x} ${y}) scale(${size})`}
    />
  )
}

function Sailboat({ place, sail, hull }: { place: Place; sail: string; hull: string }) {
  return (
    <g transform={`translate(${place.x} ${place.y}) scale(${place.size})`}>
      <path d="M-62,0 Q0,8 66,-4 L44,26 Q0,32 -42,26 Z" fill={hull} />
      <path d="M-1,-6 L-1,-172 Q52,-88 62,-8 Z" fill={sail} />
      <path d="M-7,-6 L-7,-146 Q-38,-62 -54,-5 Z" fill={sail} opacity="0.82" />
      <path d="M-44,34 L46,34 L30,62 L-22,90 Z" fill={hull} opacity="0.22" />
    </g>
  )
}

function Lighthouse({ scene, horizon }: MotifProps) {
  return (
    <g>
      <path d={`M860,262 L0,150 L0,330 Z`} fill={scene.sun.colour} opacity="0.16" />
      <path d={`M872,262 L1200,216 L1200,318 Z`} fill={scene.sun.colour} opacity="0.16" />
      <path
        d="M640,26 Q700,-30 790,-46 Q860,-66 950,-40 Q1060,-30 1200,-60 L1200,60 Q900,74 640,26 Z"
        transform={`translate(0 ${horizon})`}
        fill={scene.ink}
      />
      <path d="M838,424 L848,284 L884,284 L894,424 Z" fill={scene.paint} />
      <path d="M841,384 L844,344 L888,344 L891,384 Z" fill={scene.accent} />
      <rect x="840" y="276" width="52" height="9" rx="2" fill={scene.ink} />
      <rect x="850" y="250" width="32" height="26" fill={scene.sun.colour} />
      <path d="M844,250 L866,226 L888,250 Z" fill={scene.ink} />
      <rect x="906" y="390" width="62" height="36" fill={scene.paint} opacity="0.9" />
      <path d="M898,392 L937,366 L976,392 Z" fill={scene.accent} />
    </g>
  )
}

function Regatta({ scene }: { scene: Scene }) {
  const boats = [
    { x: 250, y: 520, size: 0.5, sail: scene.paint },
    { x: 415, y: 540, size: 0.65, sail: scene.accent },
    { x: 1010, y: 525, size: 0.5, sail: scene.paint },
    { x: 830, y: 575, size: 0.95, sail: scene.paint },
    { x: 560, y: 645, size: 1.55, sail: scene.accent },
  ]
  return (
    <g>
      {boats.map(({ sail, ...place }) => (
        <Sailboat place={place} sail={sail} hull={scene.ink} />
      ))}
    </g>
  )
}

function Ferry({ scene }: { scene: Scene }) {
  return (
    <g transform="translate(470 560)">
      <path d="M-300,70 L240,70 L280,76 L-330,84 Z" fill={scene.ink} opacity="0.28" />
      <path d="M-270,12 L262,12 L216,66 L-232,66 Z" fill={scene.ink} />
      <path d="M-258,28 L248,28 L240,38 L-252,38 Z" fill={scene.accent} />
      <path d="M-220,-36 L196,-36 L216,12 L-234,12 Z" fill={scene.paint} />
      <path d="M-150,-78 L130,-78 L146,-36 L-160,-36 Z" fill={scene.paint} opacity="0.94" />
      <path d="M-40,-132 L22,-132 L30,-78 L-44,-78 Z" fill={scene.accent} />
      <rect x="-43" y="-126" width="68" height="13" fill={scene.ink} />
      {Array.from({ length: 13 }, (_, at) => (
        <rect x={-208 + at * 31} y="-22" width="17" height="15" rx="3" fill={scene.ink} />
      ))}
      {Array.from({ length: 8 }, (_, at) => (
        <rect x={-136 + at * 34} y="-66" width="18" height="16" rx="3" fill={scene.ink} />
      ))}
      <path
        d="M-10,-142 Q-60,-190 -150,-186 Q-250,-190 -300,-230 Q-200,-160 -40,-140 Z"
        fill={scene.cloud}
        opacity="0.5"
      />
    </g>
  )
}

/** Houses by night: what is lit is mirrored as a long stroke in the water. */
function Quay({ scene, horizon }: MotifProps) {
  const houses = Array.from({ length: 17 }, (_, at) => ({
    x: 40 + at * 68,
    width: 62,
    height: 84 + ((at * 37) % 5) * 22,
  }))
  return (
    <g>
      {houses.map(({ x, width, height }) => (
        <path
          d={`M${x},${horizon} v${-height} l${width / 2},-26 l${width / 2},26 v${height} Z`}
          fill={scene.ink}
        />
      ))}
      {houses.map(({ x, height }, at) => (
        <Lit x={x} top={horizon - height} horizon={horizon} seed={at} colour={scene.accent} />
      ))}
      <rect y={horizon - 6} width="1200" height="12" fill={scene.ink} />
      <Sailboat place={{ x: 860, y: 640, size: 1.15 }} sail={scene.ink} hull={scene.ink} />
    </g>
  )
}

function Lit(props: { x: number; top: number; horizon: number; seed: number; colour: string }) {
  const { x, top, horizon, seed, colour } = props
  const windows = [0, 1, 2, 3, 4, 5].filter((at) => (seed * 7 + at * 5) % 4 < 2)
  return (
    <g fill={colour}>
      {windows.map((at) => (
        <rect
          x={x + 12 + (at % 2) * 24}
          y={top + 14 + Math.floor(at / 2) * 26}
          width="12"
          height="15"
        />
      ))}
      <rect
        x={x + 20}
        y={horizon + 10}
        width="18"
        height={90 + (seed % 4) * 40}
        rx="8"
        opacity="0.2"
      />
    </g>
  )
}

function Moorings({ ink }: { ink: string }) {
  const boats = [
    { x: 930, y: 505, size: 0.5, opacity: 0.25 },
    { x: 700, y: 520, size: 0.6, opacity: 0.35 },
    { x: 240, y: 560, size: 0.9, opacity: 0.55 },
    { x: 880, y: 650, size: 1.7, opacity: 0.9 },
  ]
  return (
    <g fill={ink} stroke={ink}>
      {boats.map(({ x, y, size, opacity }) => (
        <g transform={`translate(${x} ${y}) scale(${size})`} opacity={opacity}>
          <path d="M-90,0 Q0,14 96,-8 L74,32 Q0,40 -70,32 Z" stroke="none" />
          <path d="M-8,2 L-8,-190 M-8,-176 L70,-6 M-8,-176 L-78,0" fill="none" stroke-width="3" />
          <path d="M-66,42 Q0,52 66,42 L30,96 L-26,96 Z" stroke="none" opacity="0.2" />
        </g>
      ))}
    </g>
  )
}
