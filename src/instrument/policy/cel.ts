/** Text in CEL, the language of admission policies, as a person would write it. */

/** A text as CEL writes it. */
export const literal = (text: string): string => JSON.stringify(text);

/** A text in which marks stand for expressions: `literal("a:MARK:b")` with its expression in the middle. */
export function textWith(text: string, expressions: Readonly<Record<string, string>>): string {
  const marks = Object.keys(expressions);
  const parts = text.split(new RegExp(`(${marks.join('|')})`)).filter(part => part !== '');
  return parts.map(part => expressions[part] ?? literal(part)).join(' + ') || literal('');
}

/** An object of a type as a policy names it: `Object.spec.volumes{name: "x"}`. Lists and objects may be in it. */
export function object(type: string, fields: Readonly<Record<string, unknown>>): string {
  const written = Object.entries(fields).map(
    ([name, value]) => `${name}: ${valueOf(`${type}.${plain(name)}`, value)}`,
  );
  return enclosed(`${type}{`, written, '}');
}

/** On one line where it fits, else an item a line. */
function enclosed(open: string, items: readonly string[], close: string): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (line.length <= WIDTH && !line.includes('\n')) return line;
  return `${open}\n  ${indented(items.join(',\n'))}\n${close}`;
}

const WIDTH = 90;

/** An expression, where otherwise a value stands. */
export class Expression {
  constructor(readonly text: string) {}
}

/** A field that is there only where an optional value is: `?runAsUser`. */
const plain = (name: string) => name.replace(/^\?/, '');

function valueOf(type: string, value: unknown): string {
  if (value instanceof Expression) return value.text;
  if (Array.isArray(value)) return listed(value.map(item => valueOf(type, item)));
  if (typeof value === 'object' && value !== null) return object(type, value as Record<string, unknown>);
  return JSON.stringify(value);
}

/** A list of expressions. */
export const listed = (items: readonly string[]): string => enclosed('[', items, ']');

/** A change of the object. Values of lists that are objects panic the API server in 1.36, so items come one by one. */
export const patch = (op: 'add' | 'remove', path: string, value?: string): string =>
  enclosed(
    'JSONPatch{',
    [`op: ${literal(op)}`, `path: ${path}`, ...(value === undefined ? [] : [`value: ${value}`])],
    '}',
  );

/** Lists, one after the other, each on a line of its own. */
export const concatenated = (...lists: readonly string[]): string => lists.join('\n+ ');

/** The same text, further to the right but for its first line. */
export const indented = (text: string, by = 2): string => text.replaceAll('\n', `\n${' '.repeat(by)}`);

/** An expression of several lines, as YAML shows lines as they are. */
export const asLines = (text: string): string => (text.includes('\n') ? `${text}\n` : text);
