// Dates as scrapers write them, to ISO 8601; anything doubtful is refused rather than guessed.

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3)));

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const COMPACT_TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}:?\d{2})$/;
const RFC_2822 =
  /^(?:[A-Z][a-z]{2},\s+)?(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)\s*(Z|UTC?|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{4})$/;
const MONTH_FIRST = /^([A-Z][a-z]{2,8})\.?\s+(\d{1,2}),?\s+(\d{4})$/;
const DAY_FIRST = /^(\d{1,2})\s+([A-Z][a-z]{2,8})\.?,?\s+(\d{4})$/;
const EPOCH_SECONDS = /^\d{10}$/;
const EPOCH_MILLISECONDS = /^\d{13}$/;

/** Offsets that RFC 2822 names for North America. */
const ZONES: Record<string, string> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const EARLIEST_YEAR = 1800;
const LATEST_YEAR = 2200;

function dayFrom(year: string, month: number, day: string): string | null {
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return checkDay(iso);
}

function checkDay(iso: string): string | null {
  const time = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso) return null;
  const year = Number(iso.slice(0, 4));
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? iso : null;
}

function timestamp(day: string | null, time: string, zone: string | undefined): string | null {
  if (day === null) return null;
  const named =
    zone === undefined || /^(Z|UTC?|GMT)$/i.test(zone)
      ? 'Z'
      : (ZONES[zone] ?? zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2'));
  const parsed = new Date(`${day}T${time.replace(',', '.')}${named}`);
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}

/**
 * An ISO 8601 day, or a UTC timestamp with milliseconds; null where `value` is not a date. Times without a zone are
 * taken as UTC, which is what news-please, newspaper and trafilatura mean by them.
 */
export function parseDate(value: string | number): string | null {
  const text = String(value).trim();
  if (ISO_DAY.test(text)) return checkDay(text);
  const iso = text.match(ISO_TIME);
  if (iso) return timestamp(checkDay(iso[1] ?? ''), iso[2] ?? '', iso[3]);
  const compact = text.match(COMPACT_TIME);
  if (compact) {
    const [, year = '', month, day = '', hour, minute, second, zone] = compact;
    return timestamp(dayFrom(year, Number(month), day), `${hour}:${minute}:${second}`, zone);
  }
  const mail = text.match(RFC_2822);
  if (mail)
    return timestamp(
      dayFrom(mail[3] ?? '', monthOf(mail[2] ?? '') + 1, mail[1] ?? ''),
      mail[4] ?? '',
      mail[5],
    );
  const american = text.match(MONTH_FIRST);
  if (american) return dayFrom(american[3] ?? '', monthOf(american[1] ?? '') + 1, american[2] ?? '');
  const british = text.match(DAY_FIRST);
  if (british) return dayFrom(british[3] ?? '', monthOf(british[2] ?? '') + 1, british[1] ?? '');
  if (EPOCH_SECONDS.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (EPOCH_MILLISECONDS.test(text)) return new Date(Number(text)).toISOString();
  return null;
}
