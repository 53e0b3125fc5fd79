import { type CSSProperties, useEffect, useRef } from 'react';
import { type Engine, type Peer, useEngine, useSession } from '../../state/hooks';

const PEERS = ['peers'] as const;
const CURSORS = ['cursors'] as const;
/** Between a name and the arrow below it, and between a name and the edge of the page. */
const ABOVE = 6;
const EDGE = 4;
/** Below the bar. */
const TOP = 44;

const NOBODY: readonly Peer[] = [];
const peersOf = (engine: Engine): readonly Peer[] => engine.peers();

/** The names of the others, each beside the arrow at what that person points at. For the eye: what they do is told elsewhere. */
export function PeerNames() {
  const session = useSession();
  const others = useEngine(PEERS, peersOf, NOBODY).filter((peer) => !peer.self);
  const tags = useRef<HTMLDivElement>(null);
  const present = others.map((peer) => peer.clientId).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever comes gets a place at once
  useEffect(() => {
    // Without React: this happens in every frame in which somebody points elsewhere, and in no other.
    const show = (): void => {
      if (tags.current !== null && session.engine !== null) {
        place(tags.current, session.engine);
      }
    };
    show();
    return session.topics.subscribe(CURSORS, show);
  }, [session, present]);

  return (
    <div ref={tags} className="peer-names" aria-hidden="true">
      {others.map((peer) => (
        <span
          key={peer.clientId}
          className="peer-name"
          data-client={peer.clientId}
          style={{ '--person': peer.color } as CSSProperties}
          hidden
        >
          {peer.name}
        </span>
      ))}
    </div>
  );
}

/** All of a name can be read, however near the edge what is pointed at. */
function within(wanted: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(wanted, most)));
}

function place(tags: HTMLElement, engine: Engine): void {
  const places = new Map(engine.cursors().map(([client, x, y]) => [String(client), { x, y }]));
  for (const tag of tags.querySelectorAll<HTMLElement>('.peer-name')) {
    const at = places.get(tag.dataset.client ?? '');
    tag.hidden = at === undefined;
    if (at !== undefined) {
      const x = within(at.x / devicePixelRatio - tag.offsetWidth / 2, EDGE, innerWidth - tag.offsetWidth - EDGE);
      const y = within(at.y / devicePixelRatio - tag.offsetHeight - ABOVE, TOP, innerHeight - tag.offsetHeight - EDGE);
      tag.style.transform = `translate(${x}px, ${y}px)`;
    }
  }
}
