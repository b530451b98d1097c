// How a part of the page draws in several frames what would be too long for one: it asks for a turn behind the frame that is drawn now, which
// it shares with all other panes (the page's turns). Trap: the turn comes even if the part is gone by then; who asks looks first.
import { createContext } from 'react';

export type DrawLater = (draw: () => void) => void;

export const Later = createContext<DrawLater>((draw) => setTimeout(draw));
