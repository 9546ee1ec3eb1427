// Which language a text is in: English is never mistaken for another, and others never for English.
import { describe, expect, it } from 'vitest';
import { detectLanguage, UNDETERMINED } from '../../../lambdas/adapters/formats/detect-language.ts';
import { findCorpora } from '../../corpus/corpora.ts';

/** The same report in many languages; those after the second blank line are languages that the detector does not know. */
const REPORTS: readonly (readonly [expected: string, text: string])[] = [
  [
    'de',
    'Die Außenministerin von Velmora hat am Montag erklärt, dass die Grenze in der nächsten Woche wieder geöffnet werde. „Wir haben lange darauf gewartet“, sagte sie vor Journalisten in der Hauptstadt. Der Präsident des Nachbarlandes warnte jedoch, dass die Übergänge wieder geschlossen würden, falls das Abkommen gebrochen werde.',
  ],
  [
    'nl',
    'De minister van Buitenlandse Zaken van Velmora heeft maandag verklaard dat de grens volgende week weer open gaat. "Wij hebben hier lang op gewacht", zei zij tegen journalisten in de hoofdstad. De president van het buurland waarschuwde echter dat de overgangen weer gesloten worden als het akkoord wordt geschonden, of als er in het gebied nog soldaten blijven die er niet horen.',
  ],
  [
    'fr',
    'La ministre des Affaires étrangères de Velmora a déclaré lundi que la frontière serait rouverte la semaine prochaine. « Nous avons longtemps attendu ce moment », a-t-elle dit devant la presse dans la capitale. Le président du pays voisin a toutefois averti que les postes seraient de nouveau fermés si l’accord était rompu.',
  ],
  [
    'it',
    'La ministra degli Esteri di Velmora ha dichiarato lunedì che il confine sarà riaperto la prossima settimana. «Abbiamo aspettato a lungo questo momento», ha detto ai giornalisti nella capitale. Il presidente del paese vicino ha però avvertito che i valichi saranno di nuovo chiusi se l’accordo verrà violato.',
  ],
  [
    'pt',
    'A ministra dos Negócios Estrangeiros de Velmora declarou na segunda-feira que a fronteira será reaberta na próxima semana. «Esperámos muito por este momento», disse aos jornalistas na capital. O presidente do país vizinho avisou, porém, que as passagens voltarão a fechar se o acordo for violado.',
  ],
  [
    'sv',
    'Velmoras utrikesminister sade på måndagen att gränsen ska öppnas igen nästa vecka. ”Vi har väntat länge på detta”, sade hon till journalister i huvudstaden. Grannlandets president varnade dock för att övergångarna skulle stängas igen om avtalet bröts, och att hans land inte skulle vänta en gång till.',
  ],
  [
    'pl',
    'Minister spraw zagranicznych Velmory oświadczyła w poniedziałek, że granica zostanie ponownie otwarta w przyszłym tygodniu. „Długo na to czekaliśmy”, powiedziała dziennikarzom w stolicy. Prezydent sąsiedniego kraju ostrzegł jednak, że przejścia zostaną znów zamknięte, jeśli porozumienie zostanie złamane.',
  ],
  [
    'ru',
    'Министр иностранных дел Вельморы заявила в понедельник, что граница будет вновь открыта на следующей неделе. «Мы долго этого ждали», — сказала она журналистам в столице.',
  ],
  [
    'ar',
    'قالت وزيرة خارجية فيلمورا يوم الاثنين إن الحدود ستفتح من جديد في الأسبوع المقبل. وأضافت أمام الصحفيين في العاصمة: «لقد انتظرنا هذا طويلا».',
  ],
  [
    'zh',
    '维尔莫拉外交部长星期一宣布，边境将于下周重新开放。她在首都对记者说：“我们为此等待了很久。”邻国总统则警告说，如果协议遭到破坏，过境点将再次关闭。',
  ],
  [
    'tr',
    'Velmora Dışişleri Bakanı pazartesi günü yaptığı açıklamada sınırın önümüzdeki hafta yeniden açılacağını söyledi. Başkentte gazetecilere konuşan bakan, “Bunu uzun zamandır bekliyorduk” dedi. Komşu ülkenin cumhurbaşkanı ise anlaşma bozulursa geçişlerin yeniden kapatılacağı uyarısında bulundu.',
  ],
  [
    UNDETERMINED,
    'Waziri wa mambo ya nje wa Velmora alisema Jumatatu kwamba mpaka utafunguliwa tena wiki ijayo. "Tumesubiri jambo hili kwa muda mrefu," aliwaambia waandishi wa habari katika mji mkuu. Hata hivyo rais wa nchi jirani alionya kwamba vivuko vitafungwa tena endapo makubaliano yatavunjwa na upande wowote.',
  ],
  [
    UNDETERMINED,
    'Menteri Luar Negeri Velmora mengatakan pada hari Senin bahwa perbatasan akan dibuka kembali minggu depan. "Kami sudah lama menunggu saat ini," katanya kepada wartawan di ibu kota. Namun presiden negara tetangga memperingatkan bahwa perlintasan akan ditutup kembali jika perjanjian itu dilanggar.',
  ],
  [
    UNDETERMINED,
    'Die minister van buitelandse sake van Velmora het Maandag gesê dat die grens volgende week weer oopgemaak sal word. "Ons het lank hiervoor gewag," het sy aan joernaliste in die hoofstad gesê. Die president van die buurland het egter gewaarsku dat die oorgange weer gesluit sal word as die ooreenkoms verbreek word.',
  ],
];

describe('detectLanguage', () => {
  it.each(REPORTS)('%s', (expected, text) => {
    expect(detectLanguage(text)).toBe(expected);
  });

  it('takes English for English, however many foreign names are in it', () => {
    const texts = findCorpora()
      .filter(({ name }) => name === 'own/tuning')
      .flatMap((corpus) => corpus.read().map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(50);
    const stretches = texts.flatMap((text) => text.match(/[\s\S]{400}/gu) ?? [text]);
    const found = stretches.map(detectLanguage);
    // Lists of names may be told from nothing; none may be taken for another language, which would reject them.
    expect(new Set(found)).toEqual(new Set(found.includes(null) ? ['en', null] : ['en']));
    expect(found.filter((language) => language === null).length).toBeLessThan(found.length / 200);
    expect(texts.map(detectLanguage)).toEqual(texts.map(() => 'en'));
  });

  it('does not judge a headline, nor a list of names', () => {
    expect(detectLanguage('Velmora: Reva, Drost in Istel, says Kern')).toBeNull();
    const names = 'Marilyn Whitfield, Gordon Thackeray, Heather Loughborough, Sidney Wrigglesworth, ';
    expect(['en', null]).toContain(detectLanguage(names.repeat(6)));
  });
});
