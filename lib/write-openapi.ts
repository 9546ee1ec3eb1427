// `npm run openapi`: writes lambdas/contract/openapi.json from the table of operations.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildOpenApi } from './build-openapi.ts';

const file = fileURLToPath(new URL('../lambdas/contract/openapi.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(buildOpenApi(), null, 2)}\n`);
process.stdout.write(`Wrote ${file}\n`);
