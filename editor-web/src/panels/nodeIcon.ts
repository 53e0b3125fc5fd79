import type { IconName } from '../ui/Icon';

const SHAPES: Readonly<Record<string, IconName>> = {
  box: 'box',
  sphere: 'sphere',
  plane: 'plane',
  cylinder: 'cylinder',
  cone: 'cone',
  torus: 'torus',
  capsule: 'capsule',
};

const KINDS: Readonly<Record<string, IconName>> = { group: 'group', light: 'light', camera: 'camera' };

/** The drawing for a node; a kind that is not known here, from a later version, looks like an empty. */
export function iconOf(kind: string, primitive: string | null): IconName {
  return (primitive === null ? undefined : SHAPES[primitive]) ?? KINDS[kind] ?? 'empty';
}
