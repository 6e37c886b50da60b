/** German: the messages that are mailed, and the page that shows them in development. */

import { linkLimits } from '../../model/mailed-link.ts'
import type { English } from '../en/words.ts'

const soon = `Der Link gilt einmal, ${linkLimits.minutes} Minuten lang.`

const confirm = {
  subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
  text: `Jemand, hoffentlich Sie, möchte ein Konto mit dieser Adresse. ${soon}`,
  link: 'Diese Adresse bestätigen',
}

const hasAccount = {
  subject: 'Sie haben schon ein Konto',
  text: 'Jemand, hoffentlich Sie, möchte ein Konto mit dieser Adresse. Es gibt schon eines, melden Sie sich also damit an. Haben Sie das Passwort vergessen, können Sie ein neues wählen.',
  link: 'Neues Passwort wählen',
}

const reset = {
  subject: 'Wählen Sie ein neues Passwort',
  text: `Jemand, hoffentlich Sie, möchte ein neues Passwort für Ihr Konto wählen. Damit werden Sie überall abgemeldet. ${soon}`,
  link: 'Neues Passwort wählen',
}

const passwordChanged = {
  subject: 'Ihr Passwort wurde geändert',
  text: 'Das Passwort Ihres Kontos wurde geändert: {at}. Andere Geräte wurden abgemeldet.',
}

const addressChanged = {
  subject: 'Ihre E-Mail-Adresse wurde geändert',
  text: 'Die E-Mail-Adresse Ihres Kontos wurde durch eine andere ersetzt. Sie melden sich jetzt mit der anderen an, und an diese kommen keine Nachrichten mehr.',
  closing:
    'Wenn Sie das nicht gewünscht haben, wenden Sie sich sofort an die Betreiber von {brand}.',
}

const newDevice = {
  subject: 'Ein neues Gerät hat sich mit Ihrem Konto angemeldet',
  text: 'Ihr Konto wurde auf einem Gerät benutzt, das wir noch nie gesehen haben: {device}, {at}.',
  textFrom:
    'Ihr Konto wurde auf einem Gerät benutzt, das wir noch nie gesehen haben: {device}, mit der Netzwerkadresse {network}, {at}.',
  link: 'Sehen, wo Sie angemeldet sind',
}

const shown = {
  title: 'Post',
  lead: 'Was dieser Server verschickt hätte, das Neueste zuerst.',
  note: 'Ohne PARLEY_MAIL_URL verlässt keine Nachricht diesen Rechner. Diese hier stehen im Speicher, nur für diese Seite.',
  none: 'Noch keine. Fordern Sie ein Konto oder ein neues Passwort an, dann steht die Nachricht hier.',
  to: 'An',
  at: 'Geschrieben',
}

export const mail: English['mail'] = {
  greeting: 'Guten Tag {name},',
  closing:
    'Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Es geschieht nichts.',
  notMe:
    'Wenn Sie das nicht waren, wählen Sie jetzt ein neues Passwort. Damit werden alle abgemeldet: {address}',
  sender: 'Gesendet von {brand}, {issuer}. Antworten auf diese Nachricht liest niemand.',
  copy: 'Oder kopieren Sie diese Adresse in Ihren Browser:',
  confirm,
  hasAccount,
  reset,
  passwordChanged,
  addressChanged,
  newDevice,
  shown,
}
