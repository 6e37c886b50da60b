/** German: making an account, and a new password by a mailed link. */

import { linkLimits } from '../../model/mailed-link.ts'
import { passwordLength } from '../../model/password.ts'
import type { English } from '../en/words.ts'

const register = {
  title: 'Konto erstellen',
  lead: 'Damit melden Sie sich bei {client} an und bei jeder anderen App, die ihre Nutzer hier anmeldet.',
  note: 'Wir schicken eine Nachricht an Ihre Adresse. Das Konto entsteht, wenn Sie den Link darin öffnen.',
  name: 'Name',
  nameHint: 'So, wie Apps ihn zeigen dürfen, wenn Sie es ihnen erlauben.',
  email: 'E-Mail-Adresse',
  submit: 'Konto erstellen',
  signIn: 'Ich habe ein Konto: anmelden',
  faults: {
    email: 'Das ist keine E-Mail-Adresse. Geben Sie eine ein, etwa anna@example.com.',
    name: 'Geben Sie einen Namen mit höchstens 100 Zeichen ein, ohne unsichtbare Zeichen. Der Name dieses Dienstes ist nicht möglich.',
  },
}

const confirm = {
  title: 'Adresse bestätigen',
  lead: 'Damit entsteht ein Konto für {email}.',
  here: 'Danach melden Sie sich an und machen dort weiter, wo Sie waren.',
  elsewhere:
    'Sie haben in einem anderen Browser begonnen. Geben Sie deshalb das Passwort ein, das Sie dort gewählt haben. Haben Sie keines gewählt, schließen Sie diese Seite: Dann hat jemand anderes Ihre Adresse eingetippt.',
  email: 'E-Mail-Adresse',
  password: 'Ihr gewähltes Passwort',
  wrong: 'Das ist nicht das Passwort, das gewählt wurde.',
  submit: 'Adresse bestätigen',
}

const forgot = {
  title: 'Passwort vergessen?',
  lead: 'Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen.',
  note: 'Ein neues Passwort meldet Sie auf allen Geräten ab.',
  email: 'E-Mail-Adresse',
  invalid: 'Das ist keine E-Mail-Adresse. Geben Sie die Ihres Kontos ein.',
  submit: 'Link schicken',
  signIn: 'Zurück zur Anmeldung',
}

const reset = {
  title: 'Neues Passwort wählen',
  lead: 'Damit werden Sie auf allen Geräten abgemeldet, und jede App bittet Sie, sich neu anzumelden.',
  note: 'Bis dahin gilt das bisherige Passwort weiter.',
  email: 'E-Mail-Adresse',
  submit: 'Neues Passwort setzen',
}

const newPassword = {
  first: { password: 'Passwort', repeat: 'Passwort, noch einmal' },
  next: { password: 'Neues Passwort', repeat: 'Neues Passwort, noch einmal' },
  hint: `Mindestens ${passwordLength.least} Zeichen beliebiger Art. Gut sind ein paar Wörter, die nur Sie so zusammenstellen würden.`,
  faults: {
    too_short: `Nehmen Sie mindestens ${passwordLength.least} Zeichen. Ein kurzer Satz ist leicht zu merken.`,
    too_long: `Nehmen Sie höchstens ${passwordLength.most} Zeichen.`,
    personal:
      'Es besteht aus Ihrem Namen oder Ihrer E-Mail-Adresse. Fügen Sie Wörter hinzu, die nichts mit Ihnen zu tun haben.',
    place:
      'Es besteht aus dem Namen dieses Dienstes. Fügen Sie Wörter hinzu, die nichts damit zu tun haben.',
    common:
      'Es ist ein häufiges Passwort oder ähnelt einem. Wählen Sie etwas, das nur Sie sagen würden.',
    word: 'Es ist ein einzelnes Wort. Fügen Sie ein paar Wörter hinzu, die nichts damit zu tun haben.',
    repeats: 'Es sagt immer wieder dasselbe. Fügen Sie Wörter hinzu, die sich nicht wiederholen.',
    pattern:
      'Es folgt der Tastatur oder dem Alphabet. Nehmen Sie Wörter, die nichts damit zu tun haben.',
    dates:
      'Ein Datum ist leicht zu erraten. Fügen Sie Wörter hinzu, die nichts damit zu tun haben.',
    names: 'Namen sind leicht zu erraten. Fügen Sie Wörter hinzu, die nichts damit zu tun haben.',
    guessable:
      'Es ist zu leicht zu erraten. Fügen Sie ein paar Wörter hinzu, die nichts miteinander zu tun haben.',
    mismatch: 'Die beiden Passwörter sind verschieden. Geben Sie zweimal dasselbe ein.',
    same: 'Das ist Ihr jetziges Passwort. Wählen Sie ein anderes.',
  },
}

const mailSent = {
  title: 'Sehen Sie in Ihrer Post nach',
  lead: {
    register: 'Wir haben eine Nachricht an {email} geschickt.',
    reset: 'Falls {email} zu einem Konto gehört, ist eine Nachricht dorthin unterwegs.',
  },
  note: `Öffnen Sie den Link darin innerhalb von ${linkLimits.minutes} Minuten, am besten in diesem Browser: Dann geht es von hier aus weiter.`,
  nothing: 'Nichts angekommen?',
  wait: 'Es kann ein paar Minuten dauern. Sehen Sie auch bei der unerwünschten Post nach, und prüfen Sie die Adresse.',
  limit: `Höchstens ${linkLimits.mostAnHourToAddress} Nachrichten pro Stunde gehen an eine Adresse, und nur der neueste Link gilt.`,
  again: 'Noch einmal anfordern',
  /** Said only in development. */
  shown: 'In der Entwicklung wird keine Post verschickt.',
  open: 'Nachrichten ansehen',
}

const linkEnd = {
  dead: {
    title: 'Dieser Link gilt nicht mehr',
    lead: 'Er wurde schon benutzt, ist zu alt, oder es gibt einen neueren. Es ist nichts geschehen.',
    what: 'Was Sie tun können',
    sentence:
      'Fordern Sie dort, wo Sie diese Nachricht angefordert haben, eine neue an, und öffnen Sie ihren Link bald.',
    next: 'Neues Passwort wählen',
  },
  confirmed: {
    title: 'Ihr Konto ist bereit',
    lead: 'Die Adresse ist bestätigt.',
    what: 'So geht es weiter',
    sentence:
      'Gehen Sie zurück in den Browser, in dem Sie begonnen haben, und melden Sie sich dort mit Ihrem neuen Konto an.',
    next: 'Hier zu Ihrem Konto',
  },
  reset: {
    title: 'Ihr neues Passwort gilt',
    lead: 'Sie sind auf allen Geräten abgemeldet.',
    what: 'So geht es weiter',
    sentence:
      'Gehen Sie zurück zu der App, die Sie benutzen möchten, und melden Sie sich mit dem neuen Passwort an.',
    next: 'Zu Ihrem Konto',
  },
}

export const recovery: English['recovery'] = {
  register,
  confirm,
  forgot,
  reset,
  newPassword,
  mailSent,
  linkEnd,
}
