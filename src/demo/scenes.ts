/** The colours and places of the demo's pictures. It draws nothing. */

export type Scene = Readonly<{
  /** Shapes hills and clouds. */
  seed: number
  sky: readonly string[]
  sun: Readonly<{ x: number; y: number; radius: number; colour: string }>
  stars: boolean
  cloud: string
  hills: readonly string[]
  sea: readonly [string, string]
  motif: 'pier' | 'lighthouse' | 'regatta' | 'ferry' | 'quay' | 'moorings'
  /** Silhouettes, then light surfaces, then what catches the eye. */
  ink: string
  paint: string
  accent: string
}>

export const firstLight: Scene = {
  seed: 1,
  sky: ['#5b88a4', '#a9bfc4', '#f3d9bd', '#f6a97b'],
  sun: { x: 372, y: 424, radius: 40, colour: '#fff0d2' },
  stars: false,
  cloud: '#fff2e2',
  hills: ['#c99a8f', '#8a7f8c', '#5a6b7d'],
  sea: ['#e3a887', '#27485c'],
  motif: 'pier',
  ink: '#1d2f3c',
  paint: '#fbeedd',
  accent: '#e2583e',
}

export const lamplight: Scene = {
  seed: 2,
  sky: ['#232b4a', '#4d4470', '#b06a7c', '#f2a77c'],
  sun: { x: 240, y: 440, radius: 30, colour: '#ffe3ab' },
  stars: false,
  cloud: '#ffc9b0',
  hills: ['#7b5a7c', '#4b4365'],
  sea: ['#c9808a', '#1f2746'],
  motif: 'lighthouse',
  ink: '#1b1d36',
  paint: '#f6e6da',
  accent: '#d84a3f',
}

export const regatta: Scene = {
  seed: 3,
  sky: ['#3f93c4', '#8cc6dd', '#dcefee'],
  sun: { x: 940, y: 150, radius: 34, colour: '#fffbe8' },
  stars: false,
  cloud: '#ffffff',
  hills: ['#9cc3c4', '#5f9c99', '#3a7a78'],
  sea: ['#6dbfc2', '#0d5a70'],
  motif: 'regatta',
  ink: '#0f3441',
  paint: '#fdfaf3',
  accent: '#f08a4b',
}

export const lastFerry: Scene = {
  seed: 4,
  sky: ['#d2793f', '#f2b25c', '#fbe0a4'],
  sun: { x: 860, y: 372, radius: 58, colour: '#fff6d5' },
  stars: false,
  cloud: '#fff3d8',
  hills: ['#d99a5b', '#a56d4a'],
  sea: ['#f0bb72', '#6b3f35'],
  motif: 'ferry',
  ink: '#402a2b',
  paint: '#fff4e2',
  accent: '#c8452f',
}

export const blueHour: Scene = {
  seed: 5,
  sky: ['#0b1533', '#1c2f5e', '#40568c', '#8a7fa8'],
  sun: { x: 980, y: 130, radius: 26, colour: '#f4f1de' },
  stars: true,
  cloud: '#6d7fb0',
  hills: ['#34477a', '#22325c'],
  sea: ['#3a4d80', '#0a1330'],
  motif: 'quay',
  ink: '#101a38',
  paint: '#dfe6f5',
  accent: '#ffd27a',
}

export const fog: Scene = {
  seed: 6,
  sky: ['#c9d6d2', '#dfe6e0', '#eeeee6'],
  sun: { x: 600, y: 250, radius: 46, colour: '#fffdf3' },
  stars: false,
  cloud: '#ffffff',
  hills: ['#cdd8d4', '#b4c5c2'],
  sea: ['#c6d3d0', '#7e9b9c'],
  motif: 'moorings',
  ink: '#2f4a50',
  paint: '#ffffff',
  accent: '#8aa',
}
