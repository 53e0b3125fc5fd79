// The page of the browser tests: the package and what the tests need of it, on `window`.
import init, * as engine from '/npm/index.js';

const size = new URLSearchParams(location.search);
if (size.has('javascript')) {
  WebAssembly.validate = () => false; // as a browser without WebAssembly GC answers
}
const canvas = document.querySelector('canvas');
canvas.width = Number(size.get('width'));
canvas.height = Number(size.get('height'));
document.addEventListener('securitypolicyviolation', (event) => {
  console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

/** An engine that notes what it tells: `heard` holds [listener, argument]. */
async function create(on = canvas) {
  const heard = [];
  const note = (name) => (argument) => {
    if (name === 'onDeviceError') {
      console.error(`GPU: ${argument.code} ${argument.message}`);
    }
    heard.push([name, argument]);
  };
  const listeners = {};
  for (const name of ['onSend', 'onLocalUpdate', 'onChange', 'onDeviceError']) {
    listeners[name] = note(name);
  }
  return { engine: await engine.Engine.create(on, listeners), heard };
}

/** As many animation frames, each one renderFrame. */
async function frames(instance, count) {
  for (let i = 0; i < count; i++) {
    await new Promise(requestAnimationFrame);
    instance.renderFrame(1 / 60);
  }
}

window.diorama = { init, ...engine, canvas, create, frames };
