import type { Language } from '../languages.ts';

export const spanish: Language = {
  markers: {
    seeAlso: [
      'Ver también',
      'Véase también',
      'Vea también',
      'Lea también',
      'Lee también',
      'Leer también',
      'Relacionado',
    ],
    note: ['Nota'],
    editorsNote: [
      'Nota de la redacción',
      'Nota del editor',
      'Nota de la editora',
      'N. de la R.',
      'N. del E.',
    ],
    update: ['Actualización'],
    disclosure: ['Aviso de transparencia', 'Conflicto de intereses', 'Transparencia'],
  },
  labels: {
    footnotes: 'Notas',
    footnoteBack: 'Volver a la llamada',
    table: 'Tabla',
    done: 'hecho',
    open: 'pendiente',
  },
  quotes: { double: ['«', '»'], single: ['“', '”'] },
  elided: [],
  dates: {
    date: '{day} de {month} de {year}',
    month: '{month} de {year}',
    months:
      'enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre | diciembre',
    firstOfMonth: '1',
    time: '{hour}:{minute}',
    dateTime: '{date}, {time}',
  },
  otherMonths:
    'ene | feb | mar | abr | may | jun | jul | ago | sep/sept/setiembre | oct | nov | dic',
};
