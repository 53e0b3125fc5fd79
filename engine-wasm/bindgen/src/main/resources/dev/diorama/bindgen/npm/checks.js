// The checks of arguments: what is wrong becomes a TypeError that names method, argument, what it must be and what it was.

export function kind(value) {
  if (value === null) {
    return 'null';
  }
  return typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}

const article = (name) => (/^[AEIOU]|^HTML/.test(name) ? `an ${name}` : `a ${name}`);

/** The checks of one exported class. */
export function checks(owner) {
  function mistake(method, name, wanted, got) {
    return new TypeError(`${owner}.${method}: argument '${name}' must be ${wanted}, got ${got}`);
  }

  function wrong(method, name, wanted, value) {
    return mistake(method, name, wanted, kind(value));
  }

  function number(method, name, value) {
    if (typeof value !== 'number') {
      throw wrong(method, name, 'a number', value);
    }
    if (!Number.isFinite(value)) {
      throw mistake(method, name, 'a finite number', value);
    }
  }

  return {
    wrong,
    number,

    whole(method, name, value, least = -0x80000000) {
      number(method, name, value);
      if (!Number.isInteger(value) || value < least || value > 0x7fffffff) {
        throw mistake(method, name, `a whole number from ${least}`, value);
      }
    },

    big(method, name, value) {
      if (typeof value !== 'bigint') {
        throw wrong(method, name, 'a bigint', value);
      }
      if (BigInt.asIntN(64, value) !== value) {
        throw mistake(method, name, 'a bigint of 64 bits', value);
      }
    },

    string(method, name, value, nullable) {
      if (typeof value !== 'string' && !(nullable && value === null)) {
        throw wrong(method, name, nullable ? 'a string or null' : 'a string', value);
      }
    },

    /** A list of strings as one: each with its length and a colon before it. */
    strings(method, name, value) {
      if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
        throw wrong(method, name, 'an array of strings', value);
      }
      return value.map((each) => `${each.length}:${each}`).join('');
    },

    bool(method, name, value) {
      if (typeof value !== 'boolean') {
        throw wrong(method, name, 'a boolean', value);
      }
    },

    /** The number of a name in its union. */
    oneOf(method, name, value, allowed) {
      const index = allowed.indexOf(value);
      if (index < 0) {
        const got = typeof value === 'string' ? `'${value}'` : kind(value);
        throw mistake(method, name, `one of '${allowed.join("', '")}'`, got);
      }
      return index;
    },

    /** An object of the browser, of this page or of another frame. */
    browser(method, name, value, classes) {
      if (!classes.includes(Object.prototype.toString.call(value).slice(8, -1))) {
        throw wrong(method, name, classes.map(article).join(' or '), value);
      }
    },
  };
}
