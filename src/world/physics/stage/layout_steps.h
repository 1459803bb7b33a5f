#pragma once

// The steps of the layout, in the order in which layout.cpp takes them. Each moves what it is about
// and leaves the rest where earlier steps put it.

#include "world/physics/stage/arrangement.h"

namespace hibari::world {

/// Throwers and targets, kickers and goals, bowlers and pins: as far apart as the game prescribes.
void arrange_sports(Arrangement& plan);

/// Whom nothing else places: a row before the camera, scenery behind.
void spread_rest(Arrangement& plan);

/// Left of, behind, in front of, beside, facing; the ridden under its rider.
void follow_relations(Arrangement& plan);
/// Who watches a performer stands before him on both sides, so that he is seen between them.
void gather_audience(Arrangement& plan);
/// Chairs beside a table stand around it and face it.
void seat_at_tables(Arrangement& plan);
/// Moves those apart that stand in each other on the ground.
void separate(Arrangement& plan);

/// On, in, over, under: where the support has room for it.
void follow_supports(Arrangement& plan);
/// What is stacked lies a little askew: one on the other are seen, not a post.
void build_by_hand(Arrangement& plan);
/// The feet of a pyramid side by side, what stands on two of them over the gap.
void close_pyramids(Arrangement& plan);
/// What is to be fallen on lies where the fall ends.
void catch_falls(Arrangement& plan);
/// Mats lie beside the beam of whoever balances on it, where the camera sees the fall.
void lay_mats(Arrangement& plan);
/// What rolls down a ramp meets its like at the foot.
void line_up_below_ramps(Arrangement& plan);
/// What a pendulum swings into stands in its way.
void meet_swings(Arrangement& plan);
/// The piano half turned to the camera, the drums to those who listen; their player and what they
/// sit on before the keys or behind the drums.
void seat_at_instruments(Arrangement& plan);

/// Things that move start so that their way crosses the picture.
void start_moves(Arrangement& plan);
/// What is thrown later lies ready beside who throws it.
void lay_out_spares(Arrangement& plan);
/// Hunters and what they chase one behind the other across the picture, fighters face to face.
void pair_up(Arrangement& plan);
/// What is hit by something that comes back from a wall stands behind where that starts.
void meet_rebounds(Arrangement& plan);
/// Guns look at what they fire at, from a distance; who serves one stands beside it.
void aim_guns(Arrangement& plan);
/// What is pushed off a table stands near its edge, and whoever pushes it beside it.
void stand_at_edges(Arrangement& plan);
/// A rider of a board begins on the platform above the stairs that he is to leap down.
void start_above_stairs(Arrangement& plan);
/// To whom something comes down the stairs waits at their foot.
void wait_below_stairs(Arrangement& plan);
/// Who blows a candle out or fills a glass on a table stands behind it, and those who look on
/// around it.
void stand_at_tables(Arrangement& plan);
/// Who builds a tower on a table stands behind it.
void stand_by_what_they_build(Arrangement& plan);
/// A rider comes at a kicker from far enough away; down the slope where there is one.
void line_up_kickers(Arrangement& plan);

/// What needs water starts on it: the whole action moves to the nearest place deep enough.
void take_to_water(Arrangement& plan);
/// Everything onto the ground or afloat; loads rise with what carries them.
void settle_heights(Arrangement& plan);

}  // namespace hibari::world
