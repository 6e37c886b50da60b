/** The one stylesheet of all pages and the path it is served under, which changes with it. */

import { sha256 } from '../../base/crypto.ts'
import { account } from './stylesheet-account.ts'
import { consoleParts } from './stylesheet-console.ts'
import { controls } from './stylesheet-controls.ts'
import { dialog } from './stylesheet-dialog.ts'
import { elements } from './stylesheet-elements.ts'
import { forms } from './stylesheet-forms.ts'
import { frame } from './stylesheet-frame.ts'
import { layout } from './stylesheet-layout.ts'
import { ledger } from './stylesheet-ledger.ts'
import { overview } from './stylesheet-overview.ts'
import { parts } from './stylesheet-parts.ts'
import { progress } from './stylesheet-progress.ts'
import { reference } from './stylesheet-reference.ts'
import { tables } from './stylesheet-tables.ts'
import { tokens } from './stylesheet-tokens.ts'

export const stylesheet: string = [
  ...[tokens, elements, layout, controls, parts, account, dialog],
  ...[tables, consoleParts, forms, progress, frame, overview, reference, ledger],
].join('')

/** Holds a hash of the content, so that it may be cached for ever. */
export const stylesheetPath: string = `/assets/parley-${sha256(stylesheet).toString('hex').slice(0, 16)}.css`
