// The OpenAPI document as one page of HTML: no scripts, nothing from the network, styles allowed by their hash.
import { createHash } from 'node:crypto';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly format?: string;
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly 'x-scope': string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881}
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem 1.5rem 6rem}
h1,h2,h3{line-height:1.2}h2{border-bottom:1px solid var(--line);padding-bottom:.3rem;margin-top:3rem}
section.operation{margin:2rem 0;padding:1rem;border:1px solid var(--line);border-radius:.5rem}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;background:var(--soft);padding:.75rem;border-radius:.4rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-top:1px solid var(--line)}
.method{font-weight:700}.scope{float:right;opacity:.7}nav ul{columns:2;list-style:none;padding:0}
`;

/** The page, and the policy that lets the browser use its style and nothing else. */
export function renderDocs(document: unknown): {
  readonly html: string;
  readonly contentSecurityPolicy: string;
} {
  const api = document as Document;
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = api.tags.map((tag) => {
    const group = operations.filter(({ operation }) => operation.tags.includes(tag.name));
    const sections = group.map((entry) => renderOperation(entry.path, entry.method, entry.operation));
    return `<h2>${escapeHtml(tag.name)}</h2><p>${inline(tag.description)}</p>${sections.join('')}`;
  });
  const links = operations.map(
    ({ path, method, operation }) =>
      `<li><a href="#${escapeHtml(operation.operationId)}"><code>${method} ${escapeHtml(path)}</code></a></li>`,
  );
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(api.info.title)}: API</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(api.info.title)}</h1>${paragraphs(api.info.description)}
<p>As a document for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Operations"><ul>${links.join('')}</ul></nav>
<main>${tags.join('')}
<h2>Problems</h2>${renderProblems(operations.map(({ operation }) => operation))}
<h2>Resources</h2>${Object.entries(api.components.schemas)
    .map(([name, schema]) => renderResource(name, schema))
    .join('')}</main></body></html>
`;
  const hash = createHash('sha256').update(STYLE).digest('base64');
  return {
    html,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

function renderOperation(path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${escapeHtml(parameter.in)}${parameter.required ? ', required' : ''}</td><td>${renderType(parameter.schema)}${renderDefault(parameter.schema)}</td><td>${inline(parameter.description ?? parameter.schema.description ?? '')}</td></tr>`,
  );
  const body = Object.values(operation.requestBody?.content ?? {})[0];
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const media = Object.entries(response.content ?? {})
      .map(
        ([type, { schema }]) =>
          `<code>${escapeHtml(type)}</code>${schema?.$ref ? ` ${renderType(schema)}` : ''}`,
      )
      .join(', ');
    return `<tr><td><code>${escapeHtml(status)}</code></td><td>${inline(response.description)}</td><td>${media}</td></tr>`;
  });
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  const example = Object.values(success?.content ?? {})[0]?.example;
  return `<section class="operation" id="${escapeHtml(operation.operationId)}">
<h3>${inline(operation.summary)}</h3>
<p><span class="scope">scope <code>${escapeHtml(operation['x-scope'])}</code></span><code><span class="method">${method}</span> ${escapeHtml(path)}</code></p>
${operation.description ? paragraphs(operation.description) : ''}
${parameters.length > 0 ? `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${parameters.join('')}</tbody></table>` : ''}
${body ? `<p>Body, for example:</p>${renderExample(body.example)}` : ''}
<table><thead><tr><th>Status</th><th>Meaning</th><th>Content</th></tr></thead><tbody>${responses.join('')}</tbody></table>
${example === undefined ? '' : `<details><summary>Example</summary>${renderExample(example)}</details>`}
</section>`;
}

function renderProblems(operations: readonly Operation[]): string {
  const problems = new Map<string, { status: string; value: unknown }>();
  for (const operation of operations) {
    for (const [status, response] of Object.entries(operation.responses)) {
      for (const [code, { value }] of Object.entries(
        response.content?.['application/problem+json']?.examples ?? {},
      )) {
        problems.set(code, { status, value });
      }
    }
  }
  const rows = [...problems]
    .sort(([, a], [, b]) => a.status.localeCompare(b.status, 'en'))
    .map(
      ([code, { status, value }]) =>
        `<tr id="problem-${escapeHtml(code)}"><td><code>${escapeHtml(code)}</code></td><td>${escapeHtml(status)}</td><td>${escapeHtml((value as { title: string }).title)}</td></tr>`,
    );
  return `<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function renderResource(name: string, schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(
    ([field, value]) =>
      `<tr><td><code>${escapeHtml(field)}</code>${schema.required?.includes(field) ? '' : ' (optional)'}</td><td>${renderType(value)}</td><td>${inline(value.description ?? '')}</td></tr>`,
  );
  return `<section id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${schema.description ? `<p>${inline(schema.description)}</p>` : ''}${rows.length > 0 ? `<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>` : `<p>${renderType(schema)}</p>`}</section>`;
}

function renderType(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`;
  }
  if (schema.anyOf) return schema.anyOf.map(renderType).join(' or ');
  if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' ');
  if (schema.const !== undefined) return `<code>${escapeHtml(String(schema.const))}</code>`;
  if (schema.items) return `list of ${renderType(schema.items)}`;
  if (typeof schema.additionalProperties === 'object' && schema.additionalProperties.type) {
    return `${renderType(schema.additionalProperties)} by name`;
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any']);
  return `${types.map(escapeHtml).join(' or ')}${schema.format ? ` (${escapeHtml(schema.format)})` : ''}`;
}

function renderDefault(schema: Schema): string {
  return schema.default === undefined ? '' : `, default <code>${escapeHtml(String(schema.default))}</code>`;
}

function renderExample(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return `<pre><code>${escapeHtml(text)}</code></pre>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${inline(part)}</p>`)
    .join('');
}

/** Escaped, with `code` between backticks. */
function inline(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character,
  );
}
