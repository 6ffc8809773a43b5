import type { Choice } from '../choices/action.js';
import type { Activity } from '../core/activity.js';
import type { Piece } from './piece.js';
import { render } from './render.js';

// Until sending/ and hosts/ render an activity once and use both results.

export function pieces(activity: Activity): readonly Piece[] {
  return render(activity).pieces;
}

export function choicesOf(activity: Activity): readonly Choice[] {
  return render(activity).choices;
}
