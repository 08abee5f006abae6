/**
 * Arabic as the press writes it. Months are those of Egypt, the Gulf and the pan-Arab press (يناير), which
 * are read everywhere; `regions.ts` has the Levant's (كانون الثاني) for the countries that write them, and both
 * are understood. Figures are Western, as on most newspaper sites and in every other language here.
 */
import type { Language } from '../languages.ts';

export const arabic: Language = {
  markers: {
    seeAlso: [
      'اقرأوا أيضاً',
      'اقرأوا أيضًا',
      'اقرأوا أيضا',
      'اقرؤوا أيضاً',
      'اقرأ أيضاً',
      'اقرأ أيضًا',
      'اقرأ أيضا',
      'إقرأ أيضاً',
      'إقرأ أيضًا',
      'إقرأ أيضا',
      'انظر أيضاً',
      'انظر أيضًا',
      'انظر أيضا',
      'طالع أيضاً',
      'طالع أيضًا',
      'طالع أيضا',
      'مواضيع ذات صلة',
      'ذات صلة',
    ],
    note: ['ملاحظة'],
    editorsNote: ['ملاحظة من التحرير', 'ملاحظة المحرر', 'ملاحظة التحرير', 'من التحرير'],
    update: ['تحديث'],
    disclosure: ['إفصاح', 'تنويه'],
  },
  labels: {
    footnotes: 'الحواشي',
    footnoteBack: 'العودة إلى موضع الحاشية',
    table: 'جدول',
    done: 'منجز',
    open: 'غير منجز',
  },
  quotes: { double: ['«', '»'], single: ['“', '”'] },
  elided: [],
  dates: {
    date: '{day} {month} {year}',
    month: '{month} {year}',
    months:
      'يناير | فبراير | مارس | أبريل | مايو | يونيو | يوليو | أغسطس | سبتمبر | أكتوبر | نوفمبر | ديسمبر',
    firstOfMonth: '1',
    time: '{hour}:{minute}',
    dateTime: '{date}، {time}',
  },
  // The Levant's, those of the Maghreb, and common spellings.
  otherMonths:
    'كانون الثاني/جانفي | شباط/فيفري | آذار/اذار | نيسان/ابريل/إبريل/أفريل | أيار/ايار/ماي | حزيران/يونية/جوان | تموز/يولية/جويلية | آب/اب/اغسطس/أوت/غشت | أيلول/ايلول/شتنبر | تشرين الأول/تشرين الاول/اكتوبر | تشرين الثاني/نونبر | كانون الأول/كانون الاول/دجنبر',
};
