// Wrapping of running text.
import { expect, test } from 'vitest';
import { wrap } from '../../../lib/local/cli.ts';

test.each([
  ['', 10, '', ''],
  ['one two three', 7, '', 'one two\nthree'],
  ['one two three', 9, '– ', '– one two\n  three'],
  ['  spaces \n and\tlines ', 40, '', 'spaces and lines'],
  ['a verylongwordindeed b', 6, '', 'a\nverylongwordindeed\nb'],
])('wraps %j at %d after %j', (text, width, indent, expected) => {
  expect(wrap(text, width, indent)).toBe(expected);
});
