/**
 * What a person may type into a number field: numbers, `+ - * / ( )`, units, and `+=`, `-=`, `*=`, `/=` upon the old value.
 *
 * Lengths are metres and angles degrees, unless a field counts in another unit: `12cm` is 0.12 in a field of metres and 120 in one of
 * millimetres, `1rad` is 57.3 in an angle field. A decimal comma is a point.
 */
export type Quantity = 'length' | 'angle' | 'plain';

const UNITS: Record<Quantity, Readonly<Record<string, number>>> = {
  length: { m: 1, cm: 0.01, mm: 0.001, km: 1000, in: 0.0254, ft: 0.3048 },
  angle: { deg: 1, '°': 1, rad: 180 / Math.PI, turn: 360 },
  plain: { '%': 0.01, x: 1 },
};

/**
 * The value of what was typed, or `null` when it is no finite number.
 *
 * @param old what `+=` and its kin start from
 * @param per what a number without a unit counts, as so many of the quantity's own unit: 0.01 for centimetres
 */
export function evaluate(input: string, old: number, quantity: Quantity = 'plain', per = 1): number | null {
  const text = input.trim().replaceAll(',', '.');
  const upon = /^([+\-*/])=(.*)$/s.exec(text);
  const value = parse(upon === null ? text : (upon[2] ?? ''), UNITS[quantity], per);
  if (value === null) {
    return null;
  }
  const result = upon === null ? value : combine(upon[1] ?? '', old, value);
  return Number.isFinite(result) ? result : null;
}

/** Whether what was typed starts from the old value. */
export function isRelative(input: string): boolean {
  return /^\s*[+\-*/]=/.test(input);
}

/** A number as a field shows it: rounded, without trailing zeros, never `-0`. */
export function format(value: number, digits = 3): string {
  const rounded = Number(value.toFixed(digits));
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

function combine(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      return left / right;
  }
}

/** Recursive descent: sum -> product -> sign -> number or parenthesis. */
function parse(text: string, units: Readonly<Record<string, number>>, per: number): number | null {
  const tokens = text.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[a-z°%]+|[+\-*/()]|\S/gi) ?? [];
  let at = 0;

  function sum(): number {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-') {
      value = combine(tokens[at++] ?? '', value, product());
    }
    return value;
  }

  function product(): number {
    let value = signed();
    while (tokens[at] === '*' || tokens[at] === '/') {
      value = combine(tokens[at++] ?? '', value, signed());
    }
    return value;
  }

  function signed(): number {
    if (tokens[at] === '-') {
      at++;
      return -signed();
    }
    if (tokens[at] === '+') {
      at++;
      return signed();
    }
    const value = atom();
    const unit = units[tokens[at]?.toLowerCase() ?? ''];
    if (unit !== undefined) {
      at++;
      return (value * unit) / per;
    }
    return value;
  }

  function atom(): number {
    const token = tokens[at++] ?? '';
    if (token === '(') {
      const value = sum();
      return tokens[at++] === ')' ? value : Number.NaN;
    }
    return /^[\d.]/.test(token) ? Number(token) : Number.NaN;
  }

  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : null;
}
