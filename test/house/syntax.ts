/** House rules on the syntax tree that no tool of ours knows. It reads source text, nothing else. */

import { parseSync } from '@swc/core'

type Node = { readonly type: string; readonly start: number }
type See = (node: Node, depth: number) => void

const blocks = new Set([
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
  'ForStatement',
  'IfStatement',
  'SwitchStatement',
  'WhileStatement',
])
const functions = new Set([
  'ArrowFunctionExpression',
  'ClassMethod',
  'Constructor',
  'FunctionDeclaration',
  'FunctionExpression',
  'MethodProperty',
])

const deepest = 2

/** Sentences that name the line; none when the source keeps the rules. */
export function breachesOf(path: string, text: string): readonly string[] {
  const tree = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'es2024' })
  const found: string[] = []
  visit(tree, 0, (node, depth) => {
    const say = (what: string) => found.push(`${path}:${lineOf(text, node)} ${what}`)
    if (depth > deepest) say(`is nested ${depth} levels deep`)
    if (node.type === 'TsImportType') say('hides an import inside a type')
  })
  return found
}

/** Arrays and the untyped parts of swc's tree (arguments, declarators) are walked through too. */
function visit(value: unknown, depth: number, see: See): void {
  if (typeof value !== 'object' || value === null) return
  const node = nodeOf(value)
  const here = functions.has(node.type) ? 0 : depth + Number(blocks.has(node.type))
  see(node, here)
  for (const [name, part] of Object.entries(value)) {
    visit(part, isLadder(name, part) ? here - 1 : here, see)
  }
}

function nodeOf(value: object): Node {
  const type = 'type' in value && typeof value.type === 'string' ? value.type : ''
  const start = 'span' in value && isSpan(value.span) ? value.span.start : 1
  return { type, start }
}

function isSpan(value: unknown): value is { start: number } {
  return typeof value === 'object' && value !== null && 'start' in value
}

/** `else if` reads as one ladder, not as a deeper level. */
function isLadder(name: string, part: unknown): boolean {
  const isObject = typeof part === 'object' && part !== null
  return name === 'alternate' && isObject && nodeOf(part).type === 'IfStatement'
}

/** swc counts bytes from 1. */
function lineOf(text: string, { start }: Node): number {
  const before = Buffer.from(text).subarray(0, start - 1)
  return before.toString('utf8').split('\n').length
}
