import { describe, expect, it } from 'vitest';
import { buildStatements } from '../../../../lambdas/core/statements/build-statement.ts';
import { loadExtractor } from '../../../../lambdas/runtime/load-extractor.ts';

const extractor = loadExtractor();

const TEXT = `PORT ORLIN, 14 March – President Ilena Drasko of Velmora met her rival on Friday.

"I thank President Emeric Olloway for coming," Drasko told reporters.

"I thanked Drasko, and the crew of the Morning Ash," Olloway said.

The Drosk Council said that Olloway had asked for more time.

"We told the Drosk Council what it needs to know," Drasko told Olloway.

"The Sable Strait is open," Drasko said.`;

const mentioned = extractor.extract({ text: TEXT, publishedAt: '2031-03-14' }).map((attribution) => ({
  said: TEXT.slice(attribution.content[0]?.start, attribution.content[0]?.end),
  names: attribution.mentioned.map(({ name }) => name),
}));
const namesIn = (part: string) => mentioned.find(({ said }) => said.includes(part))?.names;

describe('whom a saying names', () => {
  it.each([
    ['a person by the full name, with a title', 'for coming', ['Emeric Olloway']],
    ['a person by the last name', 'I thanked Drasko', ['Ilena Drasko']],
    ['in reported speech', 'more time', ['Emeric Olloway']],
    ['a body that speaks elsewhere, and the addressee', 'needs to know', ['Drosk Council', 'Emeric Olloway']],
  ])('finds %s', (_, part, names) => {
    expect(namesIn(part)).toEqual(names);
  });

  it('takes no ship and no strait for somebody', () => {
    expect(namesIn('The Sable Strait')).toEqual([]);
    expect(mentioned.flatMap(({ names }) => names).join()).not.toMatch(/Ash|Strait/);
  });

  it('takes nobody for a person of whom it knows no more than a last name, unless that one speaks', () => {
    const text = '"I thank President Olloway," Foreign Minister Ilena Drasko said on Friday.';
    const names = (of: string) => extractor.extract({ text: of })[0]?.mentioned.map(({ id }) => id);
    expect(names(text)).toEqual([]);
    const spoken = names(`${text}\n\n"I thank the minister," President Olloway said.`);
    expect(spoken).toEqual(['president-olloway']);
  });

  it('is what a statement is about, beside those of the directory, without the speaker', () => {
    const [listed] = buildStatements(
      {
        article: { id: 'ar_x', url: null, title: null, outlet: null, publishedAt: null },
        text: TEXT,
        textHash: 'h',
        language: 'en',
      },
      extractor.extract({ text: TEXT, publishedAt: '2031-03-14' }),
      () => [
        { id: 'ilena-drasko', name: 'Ilena Drasko' },
        { id: 'velmora', name: 'Velmora' },
      ],
    );
    expect(listed?.speaker?.id).toBe('ilena-drasko');
    expect(listed?.about.map(({ id }) => id)).toEqual(['emeric-olloway', 'velmora']);
  });
});
