import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EditorPage } from './EditorPage.ts';
import { eventually } from './eventually.ts';
import { Server } from './server.ts';

const ROOM = 'editing';

let server: Server;
let ada: EditorPage;
let bo: EditorPage;

before(async () => {
  server = await Server.start();
  [ada, bo] = await Promise.all([EditorPage.open(server.url, ROOM), EditorPage.open(server.url, ROOM)]);
});

after(async () => {
  await Promise.all([ada?.close(), bo?.close()]);
  await server?.stop();
});

/** The tree as text, everything open: each name after two dots for each level. */
function tree(of: EditorPage): Promise<string[]> {
  return of.engine((engine) => {
    engine.expandAll(true);
    return engine.treeRows(0, engine.treeRowCount()).map((row) => '..'.repeat(row.depth) + row.name);
  }, null);
}

async function becomes(of: EditorPage, wanted: string[]): Promise<void> {
  let seen: string[] = [];
  await eventually(`the tree is ${wanted.join(' ')}, not ${seen.join(' ')}`, async () => {
    seen = await tree(of);
    return JSON.stringify(seen) === JSON.stringify(wanted);
  });
}

/** Selects rows by their names. */
async function select(of: EditorPage, ...names: string[]): Promise<void> {
  await of.engine((engine, wanted) => {
    engine.expandAll(true);
    const rows = engine.treeRows(0, engine.treeRowCount());
    engine.setSelection(rows.filter((row) => wanted.includes(row.name)).map((row) => row.id));
  }, names);
}

async function sameHash(): Promise<void> {
  await eventually('both pages and the server agree', async () => {
    const [a, b, { stateHash }] = await Promise.all([ada.stateHash(), bo.stateHash(), server.state(ROOM)]);
    return a === b && b === stateHash;
  });
}

test('[W70] Ctrl+D duplicates, Ctrl+G groups, Ctrl+Shift+G ungroups, each one step of undo, for both people', async () => {
  const { keyboard } = ada.page;
  await ada.add('box');
  await ada.add('cone');
  await ada.page.locator('#viewport').focus();
  await select(ada, 'Box', 'Cone');
  await keyboard.press('Control+d');
  await becomes(ada, ['Box', 'Box', 'Cone', 'Cone']);
  await keyboard.press('Control+g');
  await becomes(bo, ['Box', 'Group', '..Box', '..Cone', 'Cone']);
  await keyboard.press('Control+d');
  await becomes(bo, ['Box', 'Group', '..Box', '..Cone', 'Group', '..Box', '..Cone', 'Cone']);
  await keyboard.press('Control+z');
  await becomes(bo, ['Box', 'Group', '..Box', '..Cone', 'Cone']);
  await select(ada, 'Group');
  await keyboard.press('Control+Shift+g');
  await becomes(bo, ['Box', 'Box', 'Cone', 'Cone']);
  await keyboard.press('Control+z');
  await becomes(bo, ['Box', 'Group', '..Box', '..Cone', 'Cone']);
  await keyboard.press('Control+z');
  await becomes(bo, ['Box', 'Box', 'Cone', 'Cone']);
  await keyboard.press('Control+z');
  await becomes(bo, ['Box', 'Cone']);
  await sameHash();
});

test('[W71] Ctrl+C and Ctrl+V copy through the clipboard, Ctrl+X takes away; the material comes along', async () => {
  const { keyboard } = ada.page;
  await select(ada, 'Box');
  await ada.page.getByRole('button', { name: 'Coral' }).click();
  await eventually('the box has a material', async () => {
    const [id = ''] = await ada.selection();
    return (await ada.node(id))?.material ?? null;
  });
  await ada.page.locator('#viewport').focus();
  await keyboard.press('Control+c');
  await keyboard.press('Control+v');
  await becomes(bo, ['Box', 'Box', 'Cone']);
  const materials = await ada.engine(
    (engine) => engine.treeRows(0, 2).map((row) => engine.node(row.id)?.material ?? null),
    null,
  );
  assert.ok(materials[0] !== null && materials[0] === materials[1], `one material: ${materials}`);
  await keyboard.press('Control+x');
  await becomes(bo, ['Box', 'Cone']);
  await keyboard.press('Control+v');
  await keyboard.press('Control+v');
  await becomes(bo, ['Box', 'Cone', 'Box', 'Box']);
  await select(ada, 'Box');
  await keyboard.press('Delete');
  await becomes(bo, ['Cone']);
  await sameHash();
});

test('[W73] a row is dragged before, into and behind another one, and stays where it is in the world', async () => {
  const { page } = ada;
  await ada.add('sphere');
  await select(ada, 'Sphere');
  await page.locator('#viewport').focus();
  await page.keyboard.press('Control+g');
  await becomes(ada, ['Cone', 'Group', '..Sphere']);
  const name = page.getByRole('complementary').getByLabel('Name', { exact: true });
  await eventually('the inspector shows the group', async () => (await name.inputValue()) === 'Group');
  await page.getByLabel('Position X', { exact: true }).fill('2');
  await page.getByLabel('Position X', { exact: true }).press('Enter');
  await select(ada, 'Cone');
  const [cone = ''] = await ada.selection();
  const world = await ada.position(cone);
  const row = (name: string) => page.getByRole('treeitem', { name, exact: true });
  await row('Cone').dragTo(row('Group'), { targetPosition: { x: 80, y: 14 } });
  await becomes(bo, ['Group', '..Sphere', '..Cone']);
  const local = await ada.position(cone);
  assert.equal((local?.[0] ?? 0) + 2, world?.[0], 'moved back by what the group is moved');
  await row('Cone').dragTo(row('Sphere'), { targetPosition: { x: 80, y: 2 } });
  await becomes(bo, ['Group', '..Cone', '..Sphere']);
  await row('Group').dragTo(row('Sphere'), { targetPosition: { x: 80, y: 14 } });
  await row('Cone').dragTo(row('Group'), { targetPosition: { x: 80, y: 2 } });
  await becomes(bo, ['Cone', 'Group', '..Sphere']);
  assert.deepEqual(await ada.position(cone), world);
  await sameHash();
});

test('[W73] Alt and the arrow keys do the same without a mouse', async () => {
  const { page } = ada;
  await select(ada, 'Cone');
  await page.getByRole('tree').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await becomes(bo, ['Group', '..Sphere', 'Cone']);
  await page.keyboard.press('Alt+ArrowRight');
  await becomes(bo, ['Group', '..Sphere', '..Cone']);
  await page.keyboard.press('Alt+ArrowUp');
  await becomes(bo, ['Group', '..Cone', '..Sphere']);
  await page.keyboard.press('Alt+ArrowLeft');
  await becomes(bo, ['Group', '..Sphere', 'Cone']);
});

test('[W74] a search leaves what matches with what is around it; Escape shows everything', async () => {
  const { page } = ada;
  const field = page.getByRole('textbox', { name: 'Search the scene' });
  const names = (): Promise<string[]> => page.getByRole('treeitem').allInnerTexts();
  await field.fill('type:sph');
  await eventually('two rows', async () => (await names()).join() === 'Group,Sphere');
  await field.fill('nothing like it');
  await page.getByText('Nothing has this name or type.').waitFor();
  await field.press('Escape');
  await eventually('all rows', async () => (await names()).join() === 'Group,Sphere,Cone');
});

test('[W75] H hides and Shift+L locks for both people; Alt+H shows everything', async () => {
  const { page } = ada;
  await select(ada, 'Group');
  await page.locator('#viewport').focus();
  await page.keyboard.press('h');
  await page.keyboard.press('Shift+l');
  await eventually('Bo sees it', async () => {
    const rows = await bo.engine((engine) => engine.treeRows(0, 9), null);
    return rows.some((row) => row.name === 'Group' && row.hidden && row.locked) && rows.some((row) => row.faded);
  });
  await page.keyboard.press('Shift+l');
  await page.keyboard.press('Alt+h');
  await eventually('all is as before', async () => {
    const rows = await bo.engine((engine) => engine.treeRows(0, 9), null);
    return rows.every((row) => !row.hidden && !row.locked && !row.faded);
  });
});

test('[W76] numbers of several objects: a dash where they differ, sums upon each own, one step of undo', async () => {
  const { page } = ada;
  await select(ada, 'Cone', 'Sphere');
  const ids = await ada.selection();
  const heights = (): Promise<number[]> =>
    ada.engine((engine, of) => of.map((id) => engine.node(id)?.position[1] ?? Number.NaN), ids);
  const before = await heights();
  const x = page.getByLabel('Position X', { exact: true });
  await eventually('a dash', async () => (await x.getAttribute('placeholder')) === '—');
  const y = page.getByLabel('Position Y', { exact: true });
  await y.fill('+=50cm');
  await y.press('Enter');
  await eventually('both higher', async () => (await heights()).every((each, at) => each === (before[at] ?? 0) + 0.5));
  await x.fill('1');
  await x.press('Enter');
  await eventually('both at 1', async () => (await x.inputValue()) === '1');
  await page.locator('#viewport').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await eventually('both as before', async () => String(await heights()) === String(before));
  await sameHash();
});

test('[W78] two people open a new room at once: its still life is there once, and nowhere with ?empty', async () => {
  const rooms = ['fresh', 'fresh'] as const;
  const [a, b] = await Promise.all(rooms.map((room) => EditorPage.open(server.url, room, { more: '' })));
  try {
    assert.ok(a !== undefined && b !== undefined);
    await eventually('both show it, and the server has it', async () => {
      const [one, other, { stateHash }] = await Promise.all([a.stateHash(), b.stateHash(), server.state('fresh')]);
      return one === other && other === stateHash && (await a.chip()) === 'saved';
    });
    const names = await tree(a);
    assert.deepEqual(names.slice(0, 3), ['Still life', '..Plinth', '..Ceramic ball']);
    assert.equal(new Set(names).size, names.length);
    await a.engine((engine) => {
      engine.setSelection(['default-still-life', 'default-camera']);
      engine.deleteSelection();
    }, null);
    await eventually('deleted everywhere', async () => (await tree(b)).length === 0 && (await b.chip()) === 'saved');
    await b.go(server.url, 'fresh', '');
    assert.deepEqual(await tree(b), [], 'it does not come back');
  } finally {
    await Promise.all([a?.close(), b?.close()]);
  }
});

test('[W36] the pages had no error', () => {
  assert.deepEqual([ada.errors, bo.errors], [[], []]);
});
