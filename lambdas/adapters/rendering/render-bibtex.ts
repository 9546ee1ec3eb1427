// Statements as BibTeX entries for reference managers (biblatex's @online).
import type { LinkedStatement } from '../../application/ports/statement-renderer.ts';
import { oneLine } from './render-citation.ts';

/** Characters that TeX takes for commands. */
const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

export function renderBibtex(statement: LinkedStatement): string {
  const { article } = statement;
  const fields: readonly (readonly [string, string | null])[] = [
    // Doubled braces: the name is not to be taken apart.
    ['author', `{${escapeTex(statement.speaker?.name ?? statement.mention ?? 'Unknown source')}}`],
    ['title', `{${escapeTex(statement.text)}}`],
    ['date', statement.statedAt === null ? null : statement.statedAt.date.slice(0, 10)],
    ['organization', article.outlet === null ? null : escapeTex(article.outlet)],
    ['note', describeReport(statement)],
    ['url', encodeBraces(article.url ?? statement.links.self)],
    ['urldate', statement.recordedAt.slice(0, 10)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}}`]));
  return `@online{${statement.id},\n${lines.join(',\n')}\n}\n`;
}

function describeReport({ article, office }: LinkedStatement): string {
  const as = office === null ? '' : ` as ${escapeTex(office)}`;
  const title = article.title === null ? 'an article' : `\`\`${escapeTex(article.title)}''`;
  const published = article.publishedAt === null ? '' : `, ${article.publishedAt.slice(0, 10)}`;
  return `Statement${as}, reported in ${title}${published}`;
}

function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}$&#_%~^]/g, (character) => TEX[character] ?? character);
}

/** Braces end a field, and stand in no valid address. */
function encodeBraces(address: string): string {
  return address.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}
