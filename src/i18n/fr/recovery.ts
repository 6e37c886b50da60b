/** French: making an account, and a new password by a mailed link. */

import { linkLimits } from '../../model/mailed-link.ts'
import { passwordLength } from '../../model/password.ts'
import type { English } from '../en/words.ts'

const register = {
  title: 'Créer un compte',
  lead: 'Il vous sert à vous connecter à {client} et à toute autre application qui passe par ici.',
  note: 'Nous envoyons un message à votre adresse. Le compte est créé quand vous ouvrez le lien qu’il contient.',
  name: 'Nom',
  nameHint: 'Tel que les applications peuvent l’afficher, si vous les y autorisez.',
  email: 'Adresse e-mail',
  submit: 'Créer le compte',
  signIn: 'J’ai un compte : me connecter',
  faults: {
    email: 'Ce n’est pas une adresse e-mail. Saisissez-en une, par exemple anna@example.com.',
    name: 'Saisissez un nom de 100 caractères au plus, sans caractères invisibles. Il ne peut pas être le nom de ce service.',
  },
}

const confirm = {
  title: 'Confirmer votre adresse',
  lead: 'Un compte sera créé pour {email}.',
  here: 'Vous vous connectez ensuite et continuez là où vous étiez.',
  elsewhere:
    'Vous avez commencé dans un autre navigateur : saisissez le mot de passe choisi là-bas. Si vous n’en avez choisi aucun, fermez cette page : quelqu’un d’autre a saisi votre adresse.',
  email: 'Adresse e-mail',
  password: 'Mot de passe choisi',
  wrong: 'Ce n’est pas le mot de passe qui a été choisi.',
  submit: 'Confirmer l’adresse',
}

const forgot = {
  title: 'Mot de passe oublié ?',
  lead: 'Nous vous envoyons un lien pour en choisir un nouveau.',
  note: 'Un nouveau mot de passe vous déconnecte sur tous vos appareils.',
  email: 'Adresse e-mail',
  invalid: 'Ce n’est pas une adresse e-mail. Saisissez celle de votre compte.',
  submit: 'Envoyer le lien',
  signIn: 'Revenir à la connexion',
}

const reset = {
  title: 'Choisir un nouveau mot de passe',
  lead: 'Il vous déconnecte sur tous vos appareils, et chaque application vous demandera de vous reconnecter.',
  note: 'L’ancien mot de passe reste valable jusque-là.',
  email: 'Adresse e-mail',
  submit: 'Enregistrer le mot de passe',
}

const newPassword = {
  first: { password: 'Mot de passe', repeat: 'Mot de passe, encore une fois' },
  next: { password: 'Nouveau mot de passe', repeat: 'Nouveau mot de passe, encore une fois' },
  hint: `Au moins ${passwordLength.least} caractères, quels qu’ils soient. Quelques mots que vous seul réuniriez conviennent bien.`,
  faults: {
    too_short: `Utilisez au moins ${passwordLength.least} caractères. Une courte phrase est facile à retenir.`,
    too_long: `Utilisez au plus ${passwordLength.most} caractères.`,
    personal:
      'Il est fait de votre nom ou de votre adresse e-mail. Ajoutez des mots sans rapport avec vous.',
    place: 'Il est fait du nom de ce service. Ajoutez des mots sans rapport avec lui.',
    common:
      'Il est trop courant, ou proche d’un mot de passe courant. Choisissez quelque chose que vous seul diriez.',
    word: 'C’est un seul mot. Ajoutez quelques mots sans rapport avec lui.',
    repeats: 'Il répète toujours la même chose. Ajoutez des mots qui ne se répètent pas.',
    pattern: 'Il suit le clavier ou l’alphabet. Utilisez des mots qui n’ont rien à voir avec cela.',
    dates: 'Une date est facile à deviner. Ajoutez des mots qui n’ont rien à voir avec elle.',
    names: 'Les noms sont faciles à deviner. Ajoutez des mots qui n’ont rien à voir avec eux.',
    guessable:
      'Il est trop facile à deviner. Ajoutez quelques mots qui n’ont rien à voir entre eux.',
    mismatch: 'Les deux mots de passe diffèrent. Saisissez deux fois le même.',
    same: 'C’est votre mot de passe actuel. Choisissez-en un autre.',
  },
}

const mailSent = {
  title: 'Consultez votre messagerie',
  lead: {
    register: 'Nous avons envoyé un message à {email}.',
    reset: 'Si {email} est l’adresse d’un compte, un message est en route vers elle.',
  },
  note: `Ouvrez le lien du message dans les ${linkLimits.minutes} minutes, de préférence dans ce navigateur : vous continuerez alors d’ici.`,
  nothing: 'Rien n’est arrivé ?',
  wait: 'Cela peut prendre quelques minutes. Regardez aussi dans les messages indésirables, et vérifiez l’adresse.',
  limit: `Au plus ${linkLimits.mostAnHourToAddress} messages par heure partent vers une même adresse, et seul le dernier lien est valable.`,
  again: 'Redemander un message',
  /** Said only in development. */
  shown: 'En développement, aucun message n’est envoyé.',
  open: 'Voir les messages',
}

const linkEnd = {
  dead: {
    title: 'Ce lien ne fonctionne pas',
    lead: 'Il a déjà servi, il est trop ancien, ou un plus récent a été envoyé. Rien n’a été fait.',
    what: 'Ce que vous pouvez faire',
    sentence:
      'Demandez un autre message là où vous avez demandé celui-ci, et ouvrez vite son lien.',
    next: 'Choisir un nouveau mot de passe',
  },
  confirmed: {
    title: 'Votre compte est prêt',
    lead: 'L’adresse est confirmée.',
    what: 'Pour continuer',
    sentence:
      'Revenez au navigateur où vous avez commencé, et connectez-vous avec votre nouveau compte.',
    next: 'Aller à votre compte ici',
  },
  reset: {
    title: 'Votre nouveau mot de passe est en place',
    lead: 'Vous êtes déconnecté sur tous vos appareils.',
    what: 'Pour continuer',
    sentence:
      'Revenez à l’application que vous voulez utiliser, et connectez-vous avec le nouveau mot de passe.',
    next: 'Aller à votre compte',
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
