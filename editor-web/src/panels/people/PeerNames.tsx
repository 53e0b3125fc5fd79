import { type CSSProperties, useEffect, useRef } from 'react';
import { type Engine, type Peer, useEngine, useSession } from '../../state/hooks';

const PEERS = ['peers'] as const;
const CURSORS = ['cursors'] as const;
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

function place(tags: HTMLElement, engine: Engine): void {
  const places = new Map(engine.cursors().map(([client, x, y]) => [String(client), { x, y }]));
  for (const tag of tags.querySelectorAll<HTMLElement>('.peer-name')) {
    const at = places.get(tag.dataset.client ?? '');
    tag.hidden = at === undefined;
    if (at !== undefined) {
      tag.style.transform = `translate(${at.x / devicePixelRatio}px, ${at.y / devicePixelRatio}px) translate(-50%, calc(-100% - 6px))`;
    }
  }
}
