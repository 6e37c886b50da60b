/** Puts the times of a page into the reader's own zone. Without it they stand there in UTC. */

const language = document.documentElement.lang

/** The page's language as the reader's region writes it: `en-US` for who reads English there. */
const locale = navigator.languages.find((tag) => isOurs(tag)) ?? language

/** Some systems give names that are no tags, such as `en-US@posix`. */
function isOurs(tag) {
  try {
    return new Intl.Locale(tag).language === language
  } catch {
    return false
  }
}

const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })

/** What the pointer rests on in a chart. */
for (const title of document.querySelectorAll('title[data-at]')) {
  const at = new Date(title.dataset.at)
  if (!Number.isNaN(at.getTime())) title.textContent = `${short.format(at)}: ${title.dataset.text}`
}

/** Also for what comes to the page later. */
export function putInZone(time) {
  const at = new Date(time.dateTime)
  if (Number.isNaN(at.getTime())) return
  time.textContent = short.format(at)
  time.title = exact.format(at)
}

for (const time of document.querySelectorAll('time[datetime]')) putInZone(time)
