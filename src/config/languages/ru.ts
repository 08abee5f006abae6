import type { Language } from '../languages.ts';

export const russian: Language = {
  markers: {
    seeAlso: [
      'Читайте также',
      'Читать также',
      'Смотрите также',
      'См. также',
      'По теме',
      'Материалы по теме',
    ],
    note: ['Примечание'],
    editorsNote: ['От редакции', 'Примечание редакции', 'Прим. ред.'],
    update: ['Обновление', 'Обновлено'],
    disclosure: ['Раскрытие информации', 'Конфликт интересов'],
  },
  labels: {
    footnotes: 'Примечания',
    footnoteBack: 'К месту сноски',
    table: 'Таблица',
    done: 'выполнено',
    open: 'не выполнено',
  },
  quotes: { double: ['«', '»'], single: ['„', '“'] },
  elided: [],
  dates: {
    date: '{day} {month} {year}',
    month: '{month} {year}',
    // Nominative by itself, genitive behind a day.
    months:
      'январь/января | февраль/февраля | март/марта | апрель/апреля | май/мая | июнь/июня | июль/июля | август/августа | сентябрь/сентября | октябрь/октября | ноябрь/ноября | декабрь/декабря',
    firstOfMonth: '1',
    time: '{hour}:{minute}',
    dateTime: '{date}, {time}',
  },
  otherMonths:
    'янв | фев/февр | мар | апр | мая | июн | июл | авг | сен/сент | окт | ноя/нояб | дек',
};
