import { expect, test } from 'vitest';
import { calmName } from '../../../lambdas/core/speakers/calm-name.ts';

test.each([
  ['PETRA HALLOUN', 'Petra Halloun'],
  ['MATTIAS RÖNN-HAUGE', 'Mattias Rönn-Hauge'],
  ['SEAN O’DARE', 'Sean O’Dare'],
  ['JOANA FERRAZ DO VALE', 'Joana Ferraz do Vale'],
  ['IAN MCKELL', 'Ian McKell'],
  ['KARL IV', 'Karl IV'],
  ['J.K. VELM', 'J.K. Velm'],
  ['Petra HALLOUN', 'Petra HALLOUN'],
])('%s is filed as %s', (shouted, name) => {
  expect(calmName(shouted)).toBe(name);
});
