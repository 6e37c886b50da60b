/** French: the steps in which a person signs in, allows, makes room, signs out. */

import type { English } from '../en/words.ts'

const endings = {
  evicted:
    'Vous avez été déconnecté : une nouvelle connexion a été détectée. Votre compte a servi à se connecter ailleurs.',
  idle_timeout: 'Vous avez été déconnecté après un temps sans activité.',
  absolute_timeout:
    'Vous avez été déconnecté parce que votre session avait atteint sa durée maximale.',
  revoked: 'Votre session a été fermée depuis un autre appareil ou par un opérateur.',
  binding_mismatch: 'Vous avez été déconnecté parce que votre navigateur ou votre réseau a changé.',
  refresh_reuse:
    'Vous avez été déconnecté par sécurité : une clé qu’une application gardait pour vous a été utilisée une seconde fois.',
  account_disabled: 'Vous avez été déconnecté parce que votre compte a été désactivé.',
  credential_changed:
    'Vous avez été déconnecté parce que votre façon de vous connecter, ou votre mot de passe, a changé.',
  upgraded: 'Votre visite en tant qu’invité a pris fin lorsque vous vous êtes connecté.',
}

const signIn = {
  title: 'Se connecter',
  titleAgain: 'Se reconnecter',
  lead: '{client} vous demande de vous connecter avec {brand}.',
  again: {
    too_old: {
      scope: '{client} vous demande de vous reconnecter pour : {scope}.',
      anything:
        'Votre connexion date d’un certain temps. {client} vous demande de vous reconnecter.',
    },
    too_weak: {
      scope: '{client} demande une connexion plus sûre pour : {scope}.',
      anything: '{client} demande une connexion plus sûre.',
    },
  },
  note: 'Vous revenez ensuite à {client}, qui ne voit jamais votre mot de passe.',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  submit: 'Se connecter',
  cancel: 'Annuler et revenir à {client}',
  changed:
    'Vous êtes connecté, mais quelque chose a changé depuis : votre réseau ou votre navigateur. Confirmez que c’est bien vous et continuez là où vous étiez.',
  errors: {
    credentials: 'L’adresse e-mail ou le mot de passe est incorrect.',
    missing: 'Saisissez votre adresse e-mail et votre mot de passe.',
    busy: 'Trop de personnes se connectent en ce moment. Attendez quelques secondes, puis réessayez.',
    throttled: 'Il y a eu trop d’essais erronés. Réessayez dans {wait}.',
  },
  waiting: {
    device: 'Un navigateur avec lequel vous vous êtes déjà connecté n’a pas à attendre.',
    reset:
      'Un navigateur avec lequel vous vous êtes déjà connecté, ou dans lequel vous choisissez un nouveau mot de passe, n’a pas à attendre.',
  },
  done: {
    account_ready: 'Votre adresse est confirmée et votre compte est prêt. Connectez-vous avec lui.',
    password_set: 'Votre nouveau mot de passe est en place. Connectez-vous avec lui.',
  },
  ways: { forgot: 'Mot de passe oublié ?', register: 'Créer un compte' },
}

const chooseAccount = {
  title: 'Choisir un compte',
  lead: '{client} demande quel compte utiliser.',
  note: 'Vous restez connecté ici jusqu’à ce que quelqu’un se connecte avec l’autre compte.',
  goOn: 'Continuer en tant que {email}',
  other: 'Utiliser un autre compte',
  cancel: 'Annuler et revenir à {client}',
}

const consent = {
  title: 'Autoriser l’accès',
  heading: '{client} demande l’accès à votre compte',
  home: 'L’application indique {host} comme site.',
  outcome: 'Si vous refusez, {client} n’obtient rien, et vous y revenez malgré tout.',
  otherAccount: 'Ce n’est pas vous ? Utiliser un autre compte',
  scopes: '{client} pourra',
  isNew: 'Nouveau',
  lifetime: 'Pour combien de temps',
  away: 'Vous déconnecter de {brand} ne met pas fin à cet accès.',
  next: 'Où vous allez ensuite',
  nextPlace: 'Vous reviendrez à {host}',
  allow: 'Autoriser',
  deny: 'Refuser',
  untilSignOut: 'Jusqu’à votre déconnexion',
  untilRemoved: 'Jusqu’à ce que vous le retiriez, au plus {days}, même en votre absence',
}

const scopes = {
  openid: {
    title: 'Vous reconnaître',
    description:
      'Un identifiant de votre compte, pour que l’application vous reconnaisse quand vous revenez.',
  },
  profile: {
    title: 'Voir votre profil',
    description: 'Votre nom et les autres informations de votre profil, si vous les avez données.',
  },
  email: {
    title: 'Voir votre adresse e-mail',
    description: 'L’adresse de votre compte, et si elle a été confirmée.',
  },
  phone: {
    title: 'Voir votre numéro de téléphone',
    description: 'Le numéro de votre profil, et s’il a été confirmé.',
  },
  address: {
    title: 'Voir votre adresse postale',
    description: 'L’adresse de votre profil, si vous l’avez donnée.',
  },
  offline_access: {
    title: 'Continuer en votre absence',
    description: 'L’application reste connectée après la fermeture du navigateur.',
  },
}

const tooMany = {
  title: 'Trop d’appareils',
  many: {
    lead: 'Votre compte peut être connecté sur {limit} appareils à la fois, et les {limit} sont utilisés.',
    ask: 'Déconnectez-en un pour continuer vers {client}. Cet appareil est déconnecté aussitôt, et vous n’avez pas à redonner votre mot de passe.',
    refuse:
      'Déconnectez-vous d’abord sur l’un d’eux, puis réessayez ici pour continuer vers {client}.',
  },
  one: {
    lead: 'Votre compte peut être connecté sur un seul appareil à la fois, et celui-ci est utilisé.',
    ask: 'Déconnectez-le pour continuer vers {client}. Cet appareil est déconnecté aussitôt, et vous n’avez pas à redonner votre mot de passe.',
    refuse: 'Déconnectez-vous d’abord là-bas, puis réessayez ici pour continuer vers {client}.',
  },
  which: 'Lequel déconnecter ?',
  now: 'Connecté en ce moment',
  network: 'Réseau',
  since: 'Connecté le',
  lastSeen: 'Dernier usage',
  end: 'Déconnecter celui-ci et continuer',
  endNamed: 'Déconnecter celui-ci et continuer : {device}',
  retry: 'Réessayer',
  cancel: 'Annuler et revenir à {client}',
}

const signOut = {
  title: 'Se déconnecter ?',
  lead: 'Votre session dans ce navigateur prend fin, pour toutes les applications qui l’utilisent.',
  leadFromClient:
    '{client} demande votre déconnexion. Votre session dans ce navigateur prend fin, pour toutes les applications qui l’utilisent.',
  stay: 'Si vous restez connecté, rien ne change.',
  stayFromClient: 'Si vous restez connecté, seule votre connexion à {client} prend fin.',
  yes: 'Se déconnecter',
  no: 'Rester connecté',
  ended: {
    title: 'Vous êtes déconnecté',
    lead: 'Votre session dans ce navigateur est terminée.',
    note: 'Si d’autres personnes utilisent cet appareil, fermez aussi le navigateur.',
  },
  left: {
    title: 'Vous êtes déconnecté d’une application',
    lead: 'Votre connexion à {client} est terminée.',
    note: 'Votre session dans ce navigateur continue pour les autres applications.',
  },
  stayed: {
    title: 'Vous êtes toujours connecté',
    lead: 'Rien n’a changé : votre session dans ce navigateur continue.',
    note: 'Vous pouvez fermer cette page, ou revenir à l’application que vous utilisiez.',
  },
}

const formPost = {
  title: 'Retour en cours',
  lead: 'Vous revenez à {host}.',
  leadToApp: 'Vous revenez à l’application.',
  note: 'Si rien ne se passe, appuyez sur Continuer.',
  submit: 'Continuer',
}

/** The same steps on the way to this server's own pages, which are no app to the person. */
const own = {
  lead: { account: 'Connectez-vous à votre compte.', console: 'Connectez-vous à la console.' },
  again: {
    too_old:
      'Votre connexion date d’un certain temps. Saisissez à nouveau votre mot de passe pour continuer.',
    too_weak: 'Une connexion plus sûre est nécessaire pour continuer.',
  },
  chooseAccount: 'Choisissez le compte avec lequel continuer.',
  tooMany: {
    many: {
      ask: 'Déconnectez-en un pour continuer. Cet appareil est déconnecté aussitôt, et vous n’avez pas à redonner votre mot de passe.',
      refuse: 'Déconnectez-vous d’abord sur l’un d’eux, puis réessayez ici.',
    },
    one: {
      ask: 'Déconnectez-le pour continuer. Cet appareil est déconnecté aussitôt, et vous n’avez pas à redonner votre mot de passe.',
      refuse: 'Déconnectez-vous d’abord là-bas, puis réessayez ici.',
    },
  },
  register: 'Il vous sert à vous connecter ici et à toute application qui passe par ici.',
  cancel: 'Annuler',
}

export const steps: English['steps'] = {
  endings,
  signIn,
  own,
  chooseAccount,
  consent,
  scopes,
  unknownScope: 'Une autorisation que l’application demande sous ce nom.',
  tooMany,
  signOut,
  formPost,
  signedInAs: 'Connecté en tant que',
}
