/** Spanish: making an account, and a new password by a mailed link. */

import { linkLimits } from '../../model/mailed-link.ts'
import { passwordLength } from '../../model/password.ts'
import type { English } from '../en/words.ts'

const register = {
  title: 'Crear una cuenta',
  lead: 'Con ella inicias sesión en {client} y en todas las demás aplicaciones que entran por aquí.',
  note: 'Enviamos un mensaje a tu dirección. La cuenta se crea cuando abres el enlace que contiene.',
  name: 'Nombre',
  nameHint: 'Tal como las aplicaciones pueden mostrarlo, si se lo permites.',
  email: 'Correo electrónico',
  submit: 'Crear la cuenta',
  signIn: 'Tengo una cuenta: iniciar sesión',
  faults: {
    email: 'Eso no es una dirección de correo. Escribe una, por ejemplo anna@example.com.',
    name: 'Escribe un nombre de 100 caracteres como máximo, sin caracteres ocultos. No puede ser el nombre de este servicio.',
  },
}

const confirm = {
  title: 'Confirma tu dirección',
  lead: 'Con esto se crea una cuenta para {email}.',
  here: 'Después inicias sesión y sigues donde estabas.',
  elsewhere:
    'Empezaste en otro navegador, así que escribe la contraseña que elegiste allí. Si no elegiste ninguna, cierra esta página: otra persona escribió tu dirección.',
  email: 'Correo electrónico',
  password: 'La contraseña que elegiste',
  wrong: 'Esa no es la contraseña que se eligió.',
  submit: 'Confirmar la dirección',
}

const forgot = {
  title: '¿Has olvidado tu contraseña?',
  lead: 'Te enviamos un enlace con el que eliges una nueva.',
  note: 'Una contraseña nueva cierra tu sesión en todos los dispositivos.',
  email: 'Correo electrónico',
  invalid: 'Eso no es una dirección de correo. Escribe la de tu cuenta.',
  submit: 'Enviar el enlace',
  signIn: 'Volver a iniciar sesión',
}

const reset = {
  title: 'Elige una contraseña nueva',
  lead: 'Con ella se cierra tu sesión en todos los dispositivos, y cada aplicación te pedirá iniciarla de nuevo.',
  note: 'La contraseña anterior vale hasta que termines.',
  email: 'Correo electrónico',
  submit: 'Guardar la contraseña nueva',
}

const newPassword = {
  first: { password: 'Contraseña', repeat: 'Contraseña, otra vez' },
  next: { password: 'Contraseña nueva', repeat: 'Contraseña nueva, otra vez' },
  hint: `Al menos ${passwordLength.least} caracteres de cualquier tipo. Van bien unas palabras que solo tú juntarías.`,
  faults: {
    too_short: `Usa al menos ${passwordLength.least} caracteres. Una frase corta es fácil de recordar.`,
    too_long: `Usa como máximo ${passwordLength.most} caracteres.`,
    personal:
      'Está hecha con tu nombre o tu correo. Añade palabras que no tengan nada que ver contigo.',
    place:
      'Está hecha con el nombre de este servicio. Añade palabras que no tengan que ver con él.',
    common:
      'Es demasiado común, o se parece a una contraseña común. Elige algo que solo tú dirías.',
    word: 'Es una sola palabra. Añade unas palabras que no tengan nada que ver con ella.',
    repeats: 'Repite lo mismo una y otra vez. Añade palabras que no se repitan.',
    pattern: 'Sigue el teclado o el alfabeto. Usa palabras que no tengan nada que ver con eso.',
    dates: 'Una fecha es fácil de adivinar. Añade palabras que no tengan nada que ver con ella.',
    names: 'Los nombres son fáciles de adivinar. Añade palabras que no tengan que ver con ellos.',
    guessable:
      'Es demasiado fácil de adivinar. Añade unas palabras que no tengan nada que ver entre sí.',
    mismatch: 'Las dos contraseñas son distintas. Escribe dos veces la misma.',
    same: 'Esa es la contraseña que tienes ahora. Elige otra.',
  },
}

const mailSent = {
  title: 'Mira tu correo',
  lead: {
    register: 'Hemos enviado un mensaje a {email}.',
    reset: 'Si {email} es la dirección de una cuenta, un mensaje va en camino.',
  },
  note: `Abre el enlace del mensaje en los próximos ${linkLimits.minutes} minutos, mejor en este navegador: así sigues desde aquí.`,
  nothing: '¿No ha llegado nada?',
  wait: 'Puede tardar unos minutos. Mira también en el correo no deseado y comprueba la dirección.',
  limit: `A una misma dirección van como máximo ${linkLimits.mostAnHourToAddress} mensajes por hora, y solo vale el enlace más reciente.`,
  again: 'Pedirlo otra vez',
  /** Said only in development. */
  shown: 'En desarrollo no se envía correo.',
  open: 'Ver los mensajes',
}

const linkEnd = {
  dead: {
    title: 'Este enlace no funciona',
    lead: 'Ya se usó, es demasiado antiguo o se envió uno más reciente. No se ha hecho nada.',
    what: 'Qué puedes hacer',
    sentence: 'Pide otro mensaje donde pediste este y abre pronto su enlace.',
    next: 'Elegir una contraseña nueva',
  },
  confirmed: {
    title: 'Tu cuenta está lista',
    lead: 'La dirección está confirmada.',
    what: 'Para seguir',
    sentence: 'Vuelve al navegador donde empezaste e inicia sesión allí con tu cuenta nueva.',
    next: 'Ir a tu cuenta aquí',
  },
  reset: {
    title: 'Tu contraseña nueva está guardada',
    lead: 'Tu sesión se ha cerrado en todos los dispositivos.',
    what: 'Para seguir',
    sentence: 'Vuelve a la aplicación que quieres usar e inicia sesión con la contraseña nueva.',
    next: 'Ir a tu cuenta',
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
