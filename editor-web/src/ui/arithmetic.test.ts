import { describe, expect, it } from 'vitest';
import { evaluate, format } from './arithmetic';

describe('a number field', () => {
  it.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['-.25', -0.25],
    ['1.5*2', 3],
    ['1+2*3', 7],
    ['(1+2)*3', 9],
    ['2--1', 3],
    ['10/4', 2.5],
    ['1e-3', 0.001],
    [' 7 ', 7],
  ])('[W10] works out %s', (text, value) => {
    expect(evaluate(text, 0)).toBe(value);
  });

  it.each([
    ['+=0.5', 2.5],
    ['-=1', 1],
    ['*=3', 6],
    ['/=4', 0.5],
    ['+=', null],
  ])('[W10] applies %s to the old value', (text, value) => {
    expect(evaluate(text, 2)).toBe(value);
  });

  it('[W10] knows units of the quantity it holds', () => {
    expect(evaluate('12cm', 0, 'length')).toBeCloseTo(0.12, 12);
    expect(evaluate('1m + 5 mm', 0, 'length')).toBeCloseTo(1.005, 12);
    expect(evaluate('0.5turn', 0, 'angle')).toBe(180);
    expect(evaluate('12cm', 0, 'angle')).toBeNull();
  });

  it.each(['', 'abc', '1/0', '1 2', '(1', '1)', '*2', '2*', '1;2', '1..2', 'constructor'])(
    '[W11] takes %j for no number',
    (text) => {
      expect(evaluate(text, 1, 'length')).toBeNull();
    },
  );

  it('[W11] shows what it holds rounded, without trailing zeros and never as -0', () => {
    expect(format(0.30000000000000004)).toBe('0.3');
    expect(format(-0.0001)).toBe('0');
    expect(format(12.34567, 2)).toBe('12.35');
    expect(format(1000)).toBe('1000');
  });
});

describe('a field that counts in another unit', () => {
  it.each([
    ['12', 12],
    ['12cm', 12],
    ['1.5*2', 3],
    ['1m+20', 120],
    ['2*3mm', 0.6],
    ['1in', 2.54],
    ['+=5', 15],
    ['*=2', 20],
    ['+=1ft', 40.48],
  ])('[W105] takes %s as centimetres where no unit is said', (text, value) => {
    expect(evaluate(text, 10, 'length', 0.01)).toBeCloseTo(value, 9);
  });
});
