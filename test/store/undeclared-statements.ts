/** The named statements that do not declare their columns yet. The list may only shrink. */

export const undeclared: readonly string[] = ['pick_cut_off', 'walk_in_order']
