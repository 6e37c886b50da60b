/** Spanish: the steps in which a person signs in, allows, makes room, signs out. */

import type { English } from '../en/words.ts'

const endings = {
  evicted:
    'Se ha cerrado tu sesión: se detectó un nuevo inicio de sesión. Tu cuenta se usó para entrar en otro lugar.',
  idle_timeout: 'Se cerró tu sesión tras un tiempo sin actividad.',
  absolute_timeout: 'Se cerró tu sesión porque había llegado a su duración máxima.',
  revoked: 'Tu sesión se cerró desde otro dispositivo o por un operador.',
  binding_mismatch: 'Se cerró tu sesión porque cambió tu navegador o tu red.',
  refresh_reuse:
    'Se cerró tu sesión por seguridad: una clave que una aplicación guardaba para ti se usó por segunda vez.',
  account_disabled: 'Se cerró tu sesión porque tu cuenta fue desactivada.',
  credential_changed:
    'Se cerró tu sesión porque cambió la forma en que inicias sesión, o tu contraseña.',
  upgraded: 'Tu visita como invitado terminó cuando iniciaste sesión.',
}

const signIn = {
  title: 'Iniciar sesión',
  titleAgain: 'Volver a iniciar sesión',
  lead: '{client} te pide que inicies sesión con {brand}.',
  again: {
    too_old: {
      scope: '{client} te pide que vuelvas a iniciar sesión para: {scope}.',
      anything:
        'Iniciaste sesión hace ya un tiempo. {client} te pide que vuelvas a iniciar sesión.',
    },
    too_weak: {
      scope: '{client} pide un inicio de sesión más seguro para: {scope}.',
      anything: '{client} pide un inicio de sesión más seguro.',
    },
  },
  note: 'Después vuelves a {client}, que nunca ve tu contraseña.',
  email: 'Correo electrónico',
  password: 'Contraseña',
  submit: 'Iniciar sesión',
  cancel: 'Cancelar y volver a {client}',
  changed:
    'Has iniciado sesión, pero algo ha cambiado desde entonces: tu red o tu navegador. Demuestra que eres tú y sigue donde estabas.',
  errors: {
    credentials: 'El correo electrónico o la contraseña no es correcto.',
    missing: 'Escribe tu correo electrónico y tu contraseña.',
    busy: 'Hay demasiadas personas iniciando sesión ahora mismo. Espera unos segundos e inténtalo de nuevo.',
    throttled: 'Hubo demasiados intentos fallidos. Inténtalo de nuevo dentro de {wait}.',
  },
  waiting: {
    device: 'Un navegador en el que ya iniciaste sesión antes no tiene que esperar.',
    reset:
      'Un navegador en el que ya iniciaste sesión antes, o en el que elijas una contraseña nueva, no tiene que esperar.',
  },
  done: {
    account_ready: 'Tu dirección está confirmada y tu cuenta está lista. Inicia sesión con ella.',
    password_set: 'Tu nueva contraseña está guardada. Inicia sesión con ella.',
  },
  ways: { forgot: '¿Has olvidado tu contraseña?', register: 'Crear una cuenta' },
}

const chooseAccount = {
  title: 'Elegir una cuenta',
  lead: '{client} pregunta qué cuenta quieres usar.',
  note: 'Tu sesión sigue abierta aquí hasta que alguien inicie sesión con la otra cuenta.',
  goOn: 'Continuar como {email}',
  other: 'Usar otra cuenta',
  cancel: 'Cancelar y volver a {client}',
}

const consent = {
  title: 'Permitir el acceso',
  heading: '{client} pide acceso a tu cuenta',
  home: 'La aplicación dice que su sitio es {host}.',
  outcome: 'Si lo rechazas, {client} no recibe nada, y vuelves allí de todos modos.',
  otherAccount: '¿No eres tú? Usar otra cuenta',
  scopes: '{client} podrá',
  isNew: 'Nuevo',
  lifetime: 'Por cuánto tiempo',
  away: 'Cerrar la sesión en {brand} no termina este acceso.',
  next: 'Adónde vas después',
  nextPlace: 'Volverás a {host}',
  allow: 'Permitir',
  deny: 'Rechazar',
  untilSignOut: 'Hasta que cierres la sesión',
  untilRemoved: 'Hasta que lo retires, como máximo {days}, también cuando no estés',
}

const scopes = {
  openid: {
    title: 'Reconocerte',
    description: 'Un identificador de tu cuenta, para que la aplicación te reconozca al volver.',
  },
  profile: {
    title: 'Ver tu perfil',
    description: 'Tu nombre y los demás datos de tu perfil, si los has dado.',
  },
  email: {
    title: 'Ver tu correo electrónico',
    description: 'La dirección de tu cuenta, y si fue confirmada.',
  },
  phone: {
    title: 'Ver tu número de teléfono',
    description: 'El número de tu perfil, y si fue confirmado.',
  },
  address: {
    title: 'Ver tu dirección postal',
    description: 'La dirección de tu perfil, si la has dado.',
  },
  offline_access: {
    title: 'Seguir trabajando cuando no estés',
    description: 'La aplicación sigue conectada después de cerrar el navegador.',
  },
}

const tooMany = {
  title: 'Demasiados dispositivos',
  many: {
    lead: 'Tu cuenta puede tener la sesión abierta en {limit} dispositivos a la vez, y los {limit} están en uso.',
    ask: 'Cierra uno de ellos para seguir a {client}. La sesión de ese dispositivo se cierra al momento, y no necesitas tu contraseña otra vez.',
    refuse:
      'Cierra primero la sesión en uno de ellos y vuelve a intentarlo aquí para seguir a {client}.',
  },
  one: {
    lead: 'Tu cuenta puede tener la sesión abierta en un solo dispositivo a la vez, y está en uso.',
    ask: 'Ciérralo para seguir a {client}. La sesión de ese dispositivo se cierra al momento, y no necesitas tu contraseña otra vez.',
    refuse: 'Cierra primero la sesión allí y vuelve a intentarlo aquí para seguir a {client}.',
  },
  which: '¿Cuál quieres cerrar?',
  now: 'Con sesión abierta ahora',
  network: 'Red',
  since: 'Desde',
  lastSeen: 'Último uso',
  end: 'Cerrar este y seguir',
  endNamed: 'Cerrar este y seguir: {device}',
  retry: 'Intentarlo de nuevo',
  cancel: 'Cancelar y volver a {client}',
}

const signOut = {
  title: '¿Cerrar la sesión?',
  lead: 'Tu sesión en este navegador se cierra para todas las aplicaciones que la usan.',
  leadFromClient:
    '{client} pide cerrar tu sesión. Tu sesión en este navegador se cierra para todas las aplicaciones que la usan.',
  stay: 'Si sigues con la sesión abierta, nada cambia.',
  stayFromClient: 'Si sigues con la sesión abierta, solo termina tu acceso a {client}.',
  yes: 'Cerrar la sesión',
  no: 'Seguir con la sesión',
  ended: {
    title: 'Has cerrado la sesión',
    lead: 'Tu sesión en este navegador ha terminado.',
    note: 'Si otras personas usan este dispositivo, cierra también el navegador.',
  },
  left: {
    title: 'Has salido de una aplicación',
    lead: 'Tu acceso a {client} ha terminado.',
    note: 'Tu sesión en este navegador sigue para las demás aplicaciones.',
  },
  stayed: {
    title: 'Tu sesión sigue abierta',
    lead: 'Nada ha cambiado: tu sesión en este navegador continúa.',
    note: 'Puedes cerrar esta página o volver a la aplicación que estabas usando.',
  },
}

const formPost = {
  title: 'Volviendo',
  lead: 'Vuelves a {host}.',
  leadToApp: 'Vuelves a la aplicación.',
  note: 'Si no ocurre nada, pulsa Continuar.',
  submit: 'Continuar',
}

/** The same steps on the way to this server's own pages, which are no app to the person. */
const own = {
  lead: { account: 'Inicia sesión en tu cuenta.', console: 'Inicia sesión en la consola.' },
  again: {
    too_old: 'Iniciaste sesión hace ya un tiempo. Escribe de nuevo tu contraseña para continuar.',
    too_weak: 'Para continuar hace falta un inicio de sesión más seguro.',
  },
  chooseAccount: 'Elige la cuenta con la que quieres continuar.',
  tooMany: {
    many: {
      ask: 'Cierra uno de ellos para continuar. La sesión de ese dispositivo se cierra al momento, y no necesitas tu contraseña otra vez.',
      refuse: 'Cierra primero la sesión en uno de ellos y vuelve a intentarlo aquí.',
    },
    one: {
      ask: 'Ciérralo para continuar. La sesión de ese dispositivo se cierra al momento, y no necesitas tu contraseña otra vez.',
      refuse: 'Cierra primero la sesión allí y vuelve a intentarlo aquí.',
    },
  },
  register: 'Con ella inicias sesión aquí y en todas las aplicaciones que entran por aquí.',
  cancel: 'Cancelar',
}

export const steps: English['steps'] = {
  endings,
  signIn,
  own,
  chooseAccount,
  consent,
  scopes,
  unknownScope: 'Un permiso que la aplicación pide con este nombre.',
  tooMany,
  signOut,
  formPost,
  signedInAs: 'Sesión iniciada como',
}
