// Abbreviations that carry their own full stop, in the classes that sentence splitting tells apart.

/** Always followed by the name or the figure that they introduce: no sentence ends after them. */
export const LEADING_ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'Mr Mrs Ms Mx Messrs Mme Mlle Bro Cllr Dr Prof Rev Fr Hon Rt Sr St Ste Gen Lt Col Maj Capt Cmdr Cpl Sgt Pvt Adm Brig ' +
    'Cmdt Comdr Cdr Gov Sen Sens Rep Reps Pres MR MRS MS DR COL GEN LT MAJ CAPT ADM CMDR SGT AMB SEN REP GOV HON PROF REV SEC BRIG Supt Insp Det Amb Atty Asst Assoc Dept Del Min Sec Treas Vol ' +
    'Fig Figs Eq Eqs Art Arts Ch Sect Ave Mt Ft Pt vs v cf viz ca approx est Op Nos Ph Lt-Gen Maj-Gen Msgr Hr Ing Engr Mohd ret Ret retd'
  ).split(' '),
);

/** May end a sentence: one ends after them only when what follows starts one. */
export const TRAILING_ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'Ma Eng Adv Jr Sr Esq Inc Corp Co Cos Ltd Bros Plc LLC Bhd etc al Jan Feb Apr Aug Sept Sep Oct Nov Dec ' +
    'Ala Ariz Ark Calif Colo Conn Fla Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn ' +
    'Tenn Tex Va Vt Wash Wis Wyo Ph.D Rd Blvd Hwy Dist Univ Intl Natl Govt a.k.a'
  ).split(' '),
);

/** Words in their own right that are abbreviations only before a digit (`No. 10`, `Mar. 3`, `p. 12`). */
export const BEFORE_DIGIT_ABBREVIATIONS: ReadonlySet<string> = new Set(
  'No no Mar Jun Jul Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun p pp para Para art sec fig'.split(' '),
);
