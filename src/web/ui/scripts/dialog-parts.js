/** Shows the parts of the dialog: one at a time, the time left, the reason. It decides nothing. */

/** Screen readers announce only these moments: every second would be too much. */
const spokenSeconds = [10, 30, 60, 120, 300]

export function partFor(dialog, when) {
  return dialog.querySelector(`[data-when="${when}"]`)
}

/** Without a part for `ending`, the one for `expiring` is shown without the button to stay. */
export function show(dialog, when) {
  const part = partFor(dialog, when) ?? partFor(dialog, 'expiring')
  if (part === null || (dialog.open && !part.hidden)) return
  for (const each of dialog.querySelectorAll('[data-when]')) each.hidden = each !== part
  for (const each of part.querySelectorAll('[data-do="stay"]')) each.hidden = when !== 'expiring'
  name(dialog, part)
  if (!dialog.open) dialog.showModal()
  part.querySelector('[data-do]:not([hidden]), [tabindex]')?.focus()
}

function name(dialog, part) {
  const { labelledby = '', describedby = '' } = part.dataset
  dialog.setAttribute('aria-labelledby', labelledby)
  dialog.setAttribute('aria-describedby', describedby)
}

export function count(dialog, left, all) {
  const seconds = Math.max(0, Math.ceil(left))
  const mark = String(spokenSeconds.find((one) => seconds <= one))
  for (const clock of dialog.querySelectorAll('[data-left]')) clock.textContent = digits(seconds)
  dialog.style.setProperty('--rest', String(Math.min(1, Math.max(0, left / all))))
  if (dialog.dataset.spoken === mark) return
  dialog.dataset.spoken = mark
  for (const each of dialog.querySelectorAll('[data-spoken-left]'))
    each.textContent = words(seconds)
}

/** `1:05` */
function digits(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** In the language of the page: `2 minutes`, `30 seconds`. */
function words(seconds) {
  const isLong = seconds > 90
  const unit = { style: 'unit', unit: isLong ? 'minute' : 'second', unitDisplay: 'long' }
  const format = new Intl.NumberFormat(document.documentElement.lang || undefined, unit)
  return format.format(isLong ? Math.round(seconds / 60) : seconds)
}

/** Shows the page's text for the reason, or its text for all other reasons. */
export function tellReason(dialog, reason) {
  const told =
    dialog.querySelector(`[data-reason="${reason ?? ''}"]`) ??
    dialog.querySelector('[data-reason=""]')
  for (const each of dialog.querySelectorAll('[data-reason]')) each.hidden = each !== told
}

/** Escape cannot close the dialog of an ended session, not even when pressed twice. */
export function keepOpen(dialog) {
  dialog.setAttribute('closedby', 'none')
  dialog.addEventListener('close', () => dialog.showModal())
}
