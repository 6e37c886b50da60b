/** Converts the times of a page to the reader's time zone. Without script they stay in UTC. */

const language = document.documentElement.lang

/** The page's language in the reader's region, such as `en-US`. */
const locale = navigator.languages.find((tag) => isOurs(tag)) ?? language

/** Some systems name languages with invalid tags, such as `en-US@posix`. */
function isOurs(tag) {
  try {
    return new Intl.Locale(tag).language === language
  } catch {
    return false
  }
}

const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })

/** The tooltips of charts. */
for (const title of document.querySelectorAll('title[data-at]')) {
  const at = new Date(title.dataset.at)
  if (!Number.isNaN(at.getTime())) title.textContent = `${short.format(at)}: ${title.dataset.text}`
}

/** Exported for rows that are added later. */
export function putInZone(time) {
  const at = new Date(time.dateTime)
  if (Number.isNaN(at.getTime())) return
  time.textContent = short.format(at)
  time.title = exact.format(at)
}

for (const time of document.querySelectorAll('time[datetime]')) putInZone(time)
