import type { Tool } from '../engine/EngineHost';
import type { Command } from './command';

interface ToolChoice {
  readonly tool: Tool;
  readonly label: string;
  readonly key: string;
}

/** What a drag in the viewport does to what is selected, in the order of their keys. */
export const TOOLS: readonly ToolChoice[] = [
  { tool: 'select', label: 'Select', key: 'Q' },
  { tool: 'move', label: 'Move', key: 'W' },
  { tool: 'rotate', label: 'Rotate', key: 'E' },
  { tool: 'scale', label: 'Scale', key: 'R' },
  { tool: 'combined', label: 'Move, rotate and scale', key: 'T' },
];

export const TOOL_COMMANDS: readonly Command[] = [
  ...TOOLS.map(
    ({ tool, label, key }): Command => ({
      id: `tool.${tool}`,
      label,
      group: 'Tools',
      keys: [key],
      run: (session) => session.chooseTool({ ...session.tool.get(), tool }),
    }),
  ),
  {
    id: 'tool.space',
    label: 'Axes of the world or of the object',
    group: 'Tools',
    keys: ['X'],
    run: (session) => {
      const chosen = session.tool.get();
      session.chooseTool({ ...chosen, space: chosen.space === 'world' ? 'local' : 'world' });
    },
  },
  {
    id: 'tool.snap',
    label: 'Snap to the grid',
    group: 'Tools',
    keys: ['Shift+S'],
    run: (session) => session.chooseTool({ ...session.tool.get(), snapping: !session.tool.get().snapping }),
  },
];
