// Frames of half the resolution, as a software adapter draws them while something moves, beside whole ones of the same view: in Chromium, on its
// software adapter. See engine.test.mjs for how to run it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openPage, png } from './browser.mjs';

const WIDTH = 800;
const HEIGHT = 601;

/** DIORAMA_PICTURES names a folder for what is compared. */
const PICTURES = process.env.DIORAMA_PICTURES;

let opened;

before(async () => {
  opened = await openPage({ width: WIDTH, height: HEIGHT });
  await opened.page.evaluate(async () => {
    const { canvas, create } = window.diorama;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });

    /** What the canvas shows; in the task that drew it. */
    function shown() {
      copy.canvas.width = canvas.width;
      copy.canvas.height = canvas.height;
      copy.drawImage(canvas, 0, 0);
      return copy.getImageData(0, 0, canvas.width, canvas.height).data;
    }

    /** Zooms a little and draws until nothing moves any more: the last frame of half the resolution, and if asked the whole one after it. */
    async function moved(engine, { whole = false, look = true } = {}) {
      engine.wheel(canvas.width / 2, canvas.height / 2, -30, 0);
      let reduced = null;
      for (let calls = 0, still = 0; calls < 2000 && still < 1; calls++) {
        const { frames } = engine.stats();
        engine.renderFrame(1 / 30);
        const after = engine.stats();
        still = after.frames === frames ? still + 1 : 0;
        if (after.frames > frames) {
          if (after.resolution !== 0.5) {
            throw new Error(`a frame in motion has resolution ${after.resolution}`);
          }
          reduced = look ? shown() : null;
        }
        await new Promise((resolve) => setTimeout(resolve));
      }
      if (!whole) {
        return { reduced };
      }
      const { frames } = engine.stats();
      engine.renderFrame(1 / 30);
      const stats = engine.stats();
      if (stats.frames !== frames + 1 || stats.resolution !== 1) {
        throw new Error(`at rest: ${JSON.stringify(stats)}`);
      }
      return { reduced, whole: shown() };
    }

    let answers = 0;
    const unmap = GPUBuffer.prototype.unmap;
    GPUBuffer.prototype.unmap = function () {
      unmap.call(this);
      answers += this.label.startsWith('pick') ? 1 : 0;
    };

    /** Does what asks the picture and waits for the answer, without a frame. */
    async function answered(ask) {
      const before = answers;
      ask();
      while (answers === before) {
        await new Promise((resolve) => setTimeout(resolve));
      }
      await new Promise((resolve) => setTimeout(resolve));
    }

    async function clicked(engine, x, y) {
      engine.clearSelection();
      await answered(() => {
        engine.pointerDown(x, y, 0, 0);
        engine.pointerUp(x, y, 0, 0);
      });
      return engine.selection()[0] ?? '';
    }

    async function boxed(engine, left, top, right, bottom) {
      engine.clearSelection();
      await answered(() => {
        engine.pointerDown(left, top, 0, 1);
        engine.pointerMove(right, bottom, 1, 1);
        engine.renderFrame(0);
        engine.pointerUp(right, bottom, 0, 1);
      });
      return [...engine.selection()].sort();
    }

    const { engine } = await create();
    const place = (id, x, y, z) => engine.setPosition(id, x, y, z);
    const ids = ['box', 'sphere', 'torus', 'cone', 'capsule', 'plane'].map((name) => engine.addPrimitive(name));
    for (const [i, id] of ids.entries()) {
      place(id, 1.6 * (i % 3) - 1.6, 0.5, 1.6 * Math.floor(i / 3) - 0.8);
    }
    const light = engine.addLight('point');
    place(light, 0, 1.6, 0);
    engine.clearSelection();
    engine.frameSelection();
    Object.assign(window, { engine, ids, light, moved, shown, clicked, boxed });
  });
});

after(async () => {
  const said = opened?.log;
  await opened?.close();
  assert.deepEqual(said, [], 'the console stays silent');
});

/** Both pictures of what is set up in the page. */
async function both(name) {
  const { reduced, whole } = await opened.page.evaluate(async () => {
    const pictures = await window.moved(window.engine, { whole: true });
    const text = (bytes) => {
      let result = '';
      for (let at = 0; at < bytes.length; at += 30_000) {
        result += String.fromCharCode(...bytes.subarray(at, at + 30_000));
      }
      return btoa(result);
    };
    return { reduced: text(pictures.reduced), whole: text(pictures.whole) };
  });
  const pictures = { reduced: Buffer.from(reduced, 'base64'), whole: Buffer.from(whole, 'base64') };
  if (PICTURES) {
    for (const [which, pixels] of Object.entries(pictures)) {
      writeFileSync(`${PICTURES}/${name}-${which}.png`, png(pixels, WIDTH, HEIGHT));
    }
  }
  return pictures;
}

/** The mean difference of a channel, one picture being shifted. */
function difference(a, b, dx = 0, dy = 0) {
  let sum = 0;
  let count = 0;
  for (let y = 2; y < HEIGHT - 2; y++) {
    for (let x = 2; x < WIDTH - 2; x++) {
      for (let channel = 0; channel < 3; channel++) {
        sum += Math.abs(a[4 * (y * WIDTH + x) + channel] - b[4 * ((y + dy) * WIDTH + x + dx) + channel]);
        count++;
      }
    }
  }
  return sum / count;
}

/** How much there is of something in all, by a measure of a pixel. */
function amount(pixels, measure) {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    sum += measure(pixels[at], pixels[at + 1], pixels[at + 2]);
  }
  return sum;
}

const light = (r, g, b) => (r + g + b) / 3;
/** The colours of a selected object's outline and of the handles of the gizmo, against grey. */
const orange = (r, g, b) => (r > g && g > b + 20 ? r - b : 0);
const blue = (r, _, b) => Math.max(0, b - r - 10);

function near(ratio, tolerance, what) {
  assert.ok(Math.abs(ratio - 1) < tolerance, `${what}: ${ratio}`);
}

describe('half the resolution', { timeout: 240_000 }, () => {
  test('[E175] shows the same, as bright and at the same place, with outlines, gizmo and grid as wide', async () => {
    await opened.page.evaluate(() => window.engine.select(window.ids[1], 'replace'));
    const { reduced, whole } = await both('selected');
    const apart = difference(reduced, whole);
    assert.ok(apart > 0 && apart < 3, `the same but for its sharpness: ${apart}`);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      assert.ok(difference(reduced, whole, dx, dy) > apart, `nothing moved by ${dx}, ${dy}`);
    }
    near(amount(reduced, light) / amount(whole, light), 0.01, 'brightness');
    near(amount(reduced, orange) / amount(whole, orange), 0.15, 'the outline');
    near(amount(reduced, blue) / amount(whole, blue), 0.15, 'the blue handles and the axis');
  });

  test('[E175] shows the grid alone as bright', async () => {
    await opened.page.evaluate(() => {
      window.engine.clearSelection();
      window.engine.hideHere([...window.ids, window.light]);
    });
    const { reduced, whole } = await both('grid');
    await opened.page.evaluate(() => window.engine.hideHere([]));
    near(amount(reduced, light) / amount(whole, light), 0.005, 'brightness');
    assert.ok(difference(reduced, whole) < 3);
  });

  test('[E175] a click, also on a line of a symbol, finds what it finds in the whole picture', async () => {
    const found = await opened.page.evaluate(async () => {
      const { engine, light, moved, clicked } = window;
      const { width, height } = window.diorama.canvas;
      await moved(engine, { look: false });
      const [x, y] = engine.screenPosition(light).map(Math.round);
      const places = [];
      for (let dy = 0; dy <= 20; dy++) {
        for (let dx = 0; dx <= 20; dx++) {
          places.push([x + dx, y + dy]);
        }
      }
      for (let v = 7; v < height; v += 37) {
        for (let u = 5; u < width; u += 41) {
          if (Math.abs(u - x) > 20 || Math.abs(v - y) > 20) {
            places.push([u, v]);
          }
        }
      }
      places.push([0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]);
      const all = async () => {
        const result = [];
        for (const [u, v] of places) {
          result.push(await clicked(engine, u, v));
        }
        return result;
      };
      const reduced = { resolution: engine.stats().resolution, ids: await all() };
      engine.renderFrame(0);
      engine.renderFrame(0);
      engine.renderFrame(0);
      engine.renderFrame(0);
      const whole = { resolution: engine.stats().resolution, ids: await all() };
      return { places, reduced, whole, light };
    });
    assert.equal(found.reduced.resolution, 0.5);
    assert.equal(found.whole.resolution, 1);
    const { places, light } = found;
    const side = 21;
    // A line thinner than a pixel passes some samples by, in either resolution: within two pixels it has others.
    const around = (i) => {
      const ids = [found.whole.ids[i]];
      for (let step = -2; i < side * side && step <= 2; step++) {
        ids.push(...found.whole.ids.slice(Math.max(0, i + step * side - 2), i + step * side + 3));
      }
      return ids;
    };
    const others = [];
    let apart = 0;
    for (let i = 0; i < places.length; i++) {
      if (i < side * side && (i % side > 18 || i / side > 19)) {
        continue; // what is beside it was not clicked
      }
      const [a, b] = [found.reduced.ids[i], found.whole.ids[i]];
      apart += a === b ? 0 : 1;
      if (!around(i).includes(a)) {
        others.push(`${places[i]}, from the symbol ${i % side}, ${Math.floor(i / side)}: ${a}, not ${b}`);
      }
    }
    assert.deepEqual(others, [], 'nothing else than what is at the pixel, or beside it at an edge');
    assert.ok(found.whole.ids.filter((id) => id === light).length > 60, 'the symbol was hit');
    assert.ok(new Set(found.whole.ids).size >= 6, 'and many objects');
    assert.ok(apart < places.length / 20, `${apart} of ${places.length}`);
  });

  test('[E175] handles of the gizmo are where they are in the whole picture, to the pixel', async () => {
    const grabbed = await opened.page.evaluate(async () => {
      const { engine, ids, moved } = window;
      engine.select(ids[0], 'replace');
      await moved(engine, { look: false });
      const along = () => {
        const result = [];
        for (const handle of ['x', 'y', 'z']) {
          const [x, y] = engine.gizmoHandle(handle);
          for (let d = -20; d <= 20; d++) {
            for (const [u, v] of [
              [x + d, y],
              [x, y + d],
            ]) {
              result.push(engine.pointerDown(u, v, 0, 0));
              engine.pointerCancel();
            }
          }
        }
        return result;
      };
      const reduced = along();
      const before = engine.stats().resolution;
      for (let i = 0; i < 4; i++) {
        engine.renderFrame(0);
      }
      const whole = along();
      return { reduced, whole, resolutions: [before, engine.stats().resolution] };
    });
    assert.deepEqual(grabbed.resolutions, [0.5, 1]);
    assert.deepEqual(grabbed.reduced, grabbed.whole);
    assert.ok(grabbed.whole.includes(true) && grabbed.whole.includes(false));
  });

  test('[E175] a box selects what it selects in the whole picture, to the pixel', async () => {
    const found = await opened.page.evaluate(async () => {
      const { engine, moved, boxed } = window;
      const { width, height } = window.diorama.canvas;
      engine.clearSelection();
      await moved(engine, { look: false });
      const boxes = [
        [2, 2, width - 3, height - 3],
        [2, 2, width / 2, height - 3],
        [2, height / 2, width - 3, height - 3],
        [2, 2, 20, 20],
      ];
      const all = async (resting, larger) => {
        const result = [];
        for (const [left, top, right, bottom] of boxes) {
          for (let i = 0; i < resting; i++) {
            engine.renderFrame(0);
          }
          result.push(await boxed(engine, left - larger, top - larger, right + larger, bottom + larger));
          resolutions.push(engine.stats().resolution);
        }
        return result;
      };
      const resolutions = [];
      const reduced = await all(0, 0);
      return { reduced, least: await all(4, -1), most: await all(4, 1), resolutions };
    });
    assert.deepEqual(found.resolutions, [0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1, 1, 1, 1, 1]);
    for (const [i, ids] of found.reduced.entries()) {
      assert.deepEqual(
        found.least[i].filter((id) => !ids.includes(id)),
        [],
        'what is in it for sure is selected',
      );
      assert.deepEqual(
        ids.filter((id) => !found.most[i].includes(id)),
        [],
        'and nothing beside it',
      );
    }
    assert.equal(found.reduced[0].length, 7);
    assert.ok(found.reduced[1].length > 0 && found.reduced[1].length < 7);
    assert.equal(found.reduced[3].length, 0);
  });

  test('[E174] an image in motion is whole, and goes on being what it is at rest', async () => {
    const same = await opened.page.evaluate(async () => {
      const { engine, moved } = window;
      await moved(engine, { look: false });
      const moving = await engine.renderImage(400, 300);
      for (let i = 0; i < 6; i++) {
        engine.renderFrame(0);
      }
      const resting = await engine.renderImage(400, 300);
      return moving.every((value, i) => value === resting[i]);
    });
    assert.ok(same);
  });

  test('[E175] goes on after another size and another device', async () => {
    const result = await opened.page.evaluate(async () => {
      const { moved } = window;
      const request = GPUAdapter.prototype.requestDevice;
      const devices = [];
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        devices.push(await request.call(this, descriptor));
        return devices.at(-1);
      };
      const { canvas } = window.diorama;
      const { engine } = await window.diorama.create();
      engine.addPrimitive('torus');
      const seen = [];
      const look = async () => {
        const pictures = await moved(engine, { whole: true });
        let apart = 0;
        let colours = 0;
        for (let i = 0; i < pictures.whole.length; i++) {
          apart += Math.abs(pictures.whole[i] - pictures.reduced[i]);
          colours += pictures.whole[i] === pictures.whole[i % 4] ? 0 : 1;
        }
        seen.push({ apart: apart / pictures.whole.length, colours: colours > 10_000, width: canvas.width });
      };
      await look();
      engine.resize(1000, 500);
      await look();
      devices.at(-1).destroy();
      for (let i = 0; i < 200 && devices.length < 2; i++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      await look();
      engine.resize(801, 602);
      await look();
      GPUAdapter.prototype.requestDevice = request;
      engine.free();
      return { seen, devices: devices.length };
    });
    assert.equal(result.devices, 2);
    assert.deepEqual(
      result.seen.map(({ width }) => width),
      [800, 1000, 1000, 801],
    );
    for (const { apart, colours } of result.seen) {
      assert.ok(colours && apart < 3, JSON.stringify(result.seen));
    }
  });
});
