// One given name in its several spellings and short forms: "Sergei", "Sergey" and "Serhiy"; "Mike" and "Michael".

/**
 * Each line is one name: its forms in Russian, Ukrainian and Belarusian, its transliterations, or its English
 * short forms. Folded (see fold-name.ts). What the spelling rules there already equate need not stand here.
 */
const GROUPS: readonly string[] = [
  'alexander aleksandr aleksander alexandr aliaksandr alyaksandr oleksandr alexandre alex',
  'alexei aleksei aleksey alexey oleksii oleksiy aliaksei alyaksei',
  'anatoly anatoliy anatoli anatolii anatol',
  'andrei andrey andriy andrii andrej andrew andy',
  'arseniy arseny arsenii arseni',
  'dmitry dmitri dmitriy dmitrii dmytro dzmitry dimitri',
  'elena yelena olena alena',
  'ekaterina yekaterina kateryna katerina catherine katherine kate',
  'gennady gennadiy gennadi hennadiy hennadii',
  'grigory grigoriy hryhoriy hryhorii',
  'igor ihor',
  'konstantin kostiantyn kostyantyn kanstantsin constantine',
  'maria mariia mariya',
  'mikhail mykhailo mihail mikhailo michail mikheil',
  'natalia nataliya natalya nataliia natalie',
  'nikolai nikolay mykola mikalai nikolaj',
  'oleg oleh',
  'olga olha volha',
  'pavel pavlo paval',
  'pyotr petr petro piotr',
  'roman raman',
  'sergei sergey serhiy serhii siarhei sergej serge sergiy',
  'svetlana svitlana sviatlana sviatlana',
  'tatiana tatyana tetiana tetyana tatsiana',
  'valery valeriy valerii valeri valer',
  'vasily vasiliy vasyl vasili',
  'victor viktor viktar',
  'vitaly vitaliy vitalii vitali vital',
  'vladimir volodymyr wladimir uladzimir volodimir vladymyr',
  'vladislav vladyslav uladzislau wladyslaw',
  'vyacheslav viacheslav vjaceslav',
  'yaroslav iaroslav jaroslav',
  'yevgeny yevgeni evgeny evgeni yevhen yevhenii yevgeniy evgeniy eugene',
  'yulia yuliia yuliya julia iuliia',
  'yuri yury yuriy yurii iurii juri youri',
  'abdullah abdallah abdulla abdullahi',
  'abdul abdel',
  'ahmed ahmad achmed ahmet',
  'ebrahim ibrahim',
  'esmail esmaeil ismail ismael',
  'faisal faysal feisal',
  'hasan hassan',
  'hussein hussain hossein husayn husein huseyn',
  'khaled khalid',
  'mahmoud mahmud mahmood',
  'mohammed muhammad mohamed mohammad muhammed mohamad muhamed mohamud mehmet muhammadu',
  'mustafa mostafa mustapha moustapha',
  'nasser nasir naser',
  'omar umar',
  'osama usama',
  'said saeed saiid sayeed',
  'suleiman sulaiman soleiman suleyman',
  'yahya yahia',
  'yousef youssef yusuf yousuf yusef joseph joe',
  'zaynab zainab zeinab',
  'anthony tony antony',
  'benjamin ben',
  'charles chuck charlie',
  'christopher chris',
  'daniel dan danny',
  'david dave',
  'donald don',
  'edward ed ted',
  'elizabeth liz elisabeth',
  'gregory greg',
  'james jim jimmy',
  'jeffrey jeff geoffrey',
  'kenneth ken',
  'matthew matt',
  'michael mike',
  'nicholas nick',
  'peter pete',
  'philip phil phillip',
  'richard dick rick',
  'robert bob rob bobby',
  'ronald ron',
  'samuel sam',
  'steven stephen steve',
  'susan sue',
  'thomas tom',
  'timothy tim',
  'william bill will',
];

const FIRST_OF = new Map<string, string>();
for (const group of GROUPS) {
  const forms = group.split(' ');
  const [first] = forms;
  if (first === undefined) continue;
  for (const form of forms) if (!FIRST_OF.has(form)) FIRST_OF.set(form, first);
}

/** The form that stands for all spellings of a folded given name; the name itself where it has no others. */
export function canonicalGivenName(folded: string): string {
  return FIRST_OF.get(folded) ?? folded;
}
