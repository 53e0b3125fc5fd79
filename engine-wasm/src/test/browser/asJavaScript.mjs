// Imported before tests, it makes them try the engine as JavaScript: see browser.mjs.
process.env.DIORAMA_ENGINE = 'javascript';
