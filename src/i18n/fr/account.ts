/** French: a person's own account, and the dialog about the session. */

import type { English } from '../en/words.ts'

const sessions = {
  title: 'Où vous êtes connecté',
  lead: 'Tous les appareils et navigateurs qui utilisent votre compte.',
  note: 'Si l’un d’eux vous est inconnu, déconnectez-le. Il l’est aussitôt, avec toutes les applications utilisées.',
  list: 'Vos appareils',
  thisOne: 'Cet appareil',
  newDevice: 'Nouvel appareil',
  deviceSince: 'Premier usage',
  offline: 'N’est plus connecté ; ses applications continuent en arrière-plan',
  network: 'Réseau',
  since: 'Connecté le',
  lastSeen: 'Dernier usage',
  applications: 'Applications',
  end: 'Déconnecter',
  endNamed: 'Déconnecter : {device}',
  disown: 'Ce n’était pas moi',
  disownNamed: 'Ce n’était pas moi : {device}',
  endOthers: 'Se déconnecter partout ailleurs',
  keeps: 'Seul cet appareil reste connecté.',
  done: {
    ended: 'C’est fait : cet appareil est déconnecté, ainsi que les applications utilisées.',
    others_ended: 'C’est fait : vous êtes déconnecté partout ailleurs.',
  },
}

const applications = {
  title: 'Applications ayant accès à votre compte',
  lead: 'Chaque application que vous avez autorisée à utiliser votre compte, et ce qu’elle peut faire.',
  note: 'Retirer l’accès y met fin aussitôt et partout : sur tous vos appareils, et en arrière-plan.',
  list: 'Vos applications',
  since: 'Depuis',
  may: '{client} peut',
  remove: 'Retirer l’accès',
  removeNamed: 'Retirer l’accès : {client}',
  none: {
    title: 'Aucune application n’a accès',
    expect:
      'Quand vous vous connectez à une application avec {brand} et l’autorisez à utiliser votre compte, elle apparaît ici. Vous voyez ce qu’elle peut faire, et pouvez lui retirer l’accès à tout moment.',
  },
  done: { removed: 'C’est fait : cette application n’a plus accès à votre compte.' },
}

const security = {
  title: 'Comment vous vous connectez',
  lead: 'Votre mot de passe, et depuis quand vous l’avez.',
  note: 'Un nouveau mot de passe vous déconnecte sur tous les autres appareils et retire leurs droits à leurs applications.',
  password: 'Mot de passe',
  since: 'Modifié',
  again:
    'Pour le changer, reconnectez-vous d’abord : votre connexion date de plus de cinq minutes.',
  signIn: 'Se reconnecter',
  email: 'Adresse e-mail',
  current: 'Mot de passe actuel',
  wrong: 'Ce n’est pas votre mot de passe actuel.',
  submit: 'Changer le mot de passe',
  done: {
    changed:
      'C’est fait : votre mot de passe est changé, et vous êtes déconnecté partout ailleurs.',
    disowned:
      'C’est fait : cet appareil est déconnecté. La personne qui l’utilisait connaît peut-être votre mot de passe : choisissez-en un nouveau maintenant. Cela déconnecte tous les autres.',
  },
}

const guest = {
  title: 'Vous naviguez en tant qu’invité',
  lead: 'Il n’y a encore rien à voir ici : un invité n’a pas de compte.',
  note: 'Si vous vous connectez, l’application d’où vous venez saura que c’est vous et pourra garder ce que vous avez réuni.',
  offer: 'Avez-vous un compte ?',
  signIn: 'Se connecter',
}

const dialog = {
  expiring: {
    title: 'Êtes-vous toujours là ?',
    why: 'Rien ne s’est passé ici depuis un moment. Pour protéger votre compte, votre session va bientôt prendre fin.',
    stay: 'Rester connecté',
    leave: 'Se déconnecter',
    failed: 'Le serveur n’a pas pu être joint. Réessayez.',
  },
  ending: {
    title: 'Votre session va bientôt prendre fin',
    why: 'Elle a atteint sa durée maximale. Terminez ce que vous faites, puis reconnectez-vous.',
    understood: 'J’ai compris',
  },
  left: 'Vous serez déconnecté dans {left}.',
  ended: {
    title: 'Vous avez été déconnecté',
    other: 'Votre session dans ce navigateur est terminée.',
    again: 'Se reconnecter',
  },
}

export const account: English['account'] = {
  yours: 'Votre compte',
  places: {
    sessions: 'Appareils',
    applications: 'Applis',
    security: 'Sécurité',
    activity: 'Activité',
  },
  sessions,
  applications,
  security,
  guest,
  dialog,
}
