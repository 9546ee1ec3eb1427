// Interviews without labels, announced speeches, and statements under heads or over signatures.
import { describe, expect, it } from 'vitest';
import { splitParagraphs } from '../../../lambdas/core/text/paragraphs.ts';
import { findTurns } from '../../../lambdas/core/text/turns.ts';

function read(...paragraphs: readonly string[]) {
  const text = paragraphs.join('\n\n');
  return findTurns(text, splitParagraphs(text))
    .filter(({ asks }) => !asks)
    .map(({ label, content }) => [
      label && text.slice(label.start, label.end),
      text.slice(content.start, content.end),
    ]);
}

describe('interviews without labels', () => {
  const introduction = 'Dalia Orsk has been minister for a hundred days. She spoke to The Ledger in Velm.';

  it('have answers after what is asked of "you", with or without a question mark', () => {
    expect(
      read(
        introduction,
        'You said in January that the treaty was dead. Is it?',
        'The treaty is asleep. I have tried twice to wake it.',
        'And what did your neighbours say?',
        'They asked us to wait until spring.',
        'Critics say you have no plan.',
        'I have one of forty pages.',
        'We wrote it in March.',
        'Orsk has never been a patient woman.',
      ),
    ).toEqual([
      [null, 'The treaty is asleep. I have tried twice to wake it.'],
      [null, 'They asked us to wait until spring.'],
      [null, 'I have one of forty pages.'],
      [null, 'We wrote it in March.'],
    ]);
  });

  it('may have their answers in quotation marks, and questions behind a dash', () => {
    expect(
      read(
        introduction,
        '– How many posts are empty?',
        '“Three thousand of them.”',
        '– What will a class without a teacher do?',
        '“There will be none.”',
        '– When will they be filled?',
        '“In three years.”',
      ).map(([, content]) => content),
    ).toEqual(['“Three thousand of them.”', '“There will be none.”', '“In three years.”']);
  });

  it.each([
    [
      'rhetorical questions',
      ['Who wins?', 'Nobody does, of course.', 'Who loses?', 'Everybody does.', 'Why?', 'Nobody knows.'],
    ],
    ['questions nobody answers', ['Do you care?', 'Do you know?', 'Do you vote?', 'Do you pay?']],
    ['too few questions', ['Do you care?', 'I do.', 'The sea was calm.']],
  ])('are not %s', (_, paragraphs) => {
    expect(read(introduction, ...paragraphs)).toEqual([]);
  });
});

describe('announced speeches', () => {
  it('are their paragraphs after the announcement', () => {
    expect(
      read(
        'Following is the text of the speech that President Ruvo Stelk gave in Karn.',
        'Fellow citizens, we have come a long way.',
        'I say to our neighbours that our door is open.',
      ),
    ).toEqual([
      [null, 'Fellow citizens, we have come a long way.'],
      [null, 'I say to our neighbours that our door is open.'],
    ]);
  });

  it('are none where nobody speaks of himself', () => {
    expect(read('Below is the text of the law.', 'Boats pay a toll.', 'Ships pay two.')).toEqual([]);
  });
});

describe('statements whose author has a line of his own', () => {
  it('stand under heads, where there are several', () => {
    expect(
      read(
        'What they said',
        'Government:',
        'It keeps its promises.',
        '* BO TARN, HARBOUR MASTER:',
        '“It does not.”',
        'Ola Brand, 54, joiner:\nNobody asked us.',
      ),
    ).toEqual([
      ['Government', 'It keeps its promises.'],
      ['BO TARN', '“It does not.”'],
      ['Ola Brand', 'Nobody asked us.'],
    ]);
    expect(read('The ministry listed its reasons:', 'Boats are small.', 'Ships are large.')).toEqual([]);
  });

  it('stand over signatures, in marks or as posts', () => {
    expect(read('“We will bring cake.”', '— Ada Lind, mayor of Corvo', 'The bridge is long.')).toEqual([
      ['Ada Lind', '“We will bring cake.”'],
    ]);
    expect(read('I said it and it was cruel.\n— Val Osei (@vosei) March 4')).toEqual([
      ['Val Osei', 'I said it and it was cruel.'],
    ]);
    expect(read('The bridge is long.', '— And the toll is high')).toEqual([]);
  });

  it('stand after the name and the age of those who are asked in the street', () => {
    expect(read('Ola Brand, 54, joiner: I want to know.', 'Mina Farr, 19: Nobody asked us.')).toEqual([
      ['Ola Brand', 'I want to know.'],
      ['Mina Farr', 'Nobody asked us.'],
    ]);
  });

  it('stand after names on lines of their own that come back, and after times', () => {
    expect(
      read(
        'Obi March',
        'How did it begin?',
        'Giulia Hart',
        'With a complaint from below.',
        'Obi March',
        'What did you sing?',
        'Giulia Hart',
        'A rather dull motet, I am afraid.',
      ),
    ).toEqual([
      ['Giulia Hart', 'With a complaint from below.'],
      ['Giulia Hart', 'A rather dull motet, I am afraid.'],
    ]);
    expect(
      read(
        '[00:14:03] HOST: So what happened?',
        '[00:14:07] DALIA ORSK: We went home the next morning.',
        '[00:14:30] HOST: And then?',
        '[00:14:32] DALIA ORSK: There was a letter from the other side.',
      ).map(([label]) => label),
    ).toEqual(['DALIA ORSK', 'DALIA ORSK']);
  });

  it('stand under names with handles', () => {
    expect(
      read(
        'Ada Lind\n@adalind · 3h\nThe vote was a disgrace.',
        'Bo Tarn @botarn · 2h\nRead the rules, @adalind. They were yours.',
      ),
    ).toEqual([
      ['Ada Lind', 'The vote was a disgrace.'],
      ['Bo Tarn', 'Read the rules, @adalind. They were yours.'],
    ]);
  });

  it('stand after the office of somebody named in brackets', () => {
    expect(
      read(
        'The Prime Minister (Ada Lind): I was there on Saturday.',
        'Bo Tarn (Harbour Times): And on Sunday too?',
        'The Prime Minister (Ada Lind): On Sunday I was not.',
        'Bo Tarn (Harbour Times): And on Monday morning?',
      ).map(([label]) => label),
    ).toEqual(['Ada Lind', 'Ada Lind']);
  });
});
