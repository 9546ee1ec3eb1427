// Every format of statements but plain JSON behind one port.
import type { LinkedStatement, StatementRenderer } from '../../application/ports/statement-renderer.ts';
import { renderAtom } from './render-atom.ts';
import { renderBibtex } from './render-bibtex.ts';
import { renderCitation } from './render-citation.ts';
import { renderCsv } from './render-csv.ts';
import { describeQuotation, type KindOf } from './render-jsonld.ts';

const CONTEXT = 'https://schema.org';

export function createStatementRenderer(kindOf: KindOf): StatementRenderer {
  const renderer: StatementRenderer = {
    renderList(format, statements, options) {
      if (format === 'atom') return renderAtom(statements, options.feed);
      if (format === 'jsonld') {
        const graph = statements.map((statement) => describeQuotation(statement, kindOf));
        return JSON.stringify({ '@context': CONTEXT, '@graph': graph });
      }
      return renderer.renderPiece(format, statements, { first: true, bom: options.bom });
    },
    renderOne(format, statement, options) {
      if (format !== 'jsonld') return renderer.renderList(format, [statement], options);
      return JSON.stringify({ '@context': CONTEXT, ...describeQuotation(statement, kindOf) });
    },
    renderPiece(format, statements, { first, bom }) {
      if (format === 'csv') return renderCsv(statements, { head: first, bom: first && bom });
      const render = { jsonl: renderJsonLine, bibtex: renderBibtex, citation: renderCitation }[format];
      return statements.map(render).join(format === 'bibtex' ? '\n' : '');
    },
  };
  return renderer;
}

function renderJsonLine(statement: LinkedStatement): string {
  return `${JSON.stringify(statement)}\n`;
}
