#pragma once

// The simulation of one shot: script in, timeline out. The one entry to world/physics.
//
// Stage and choreography turn the script into bodies, cues and forces; the rigid world, water,
// softs and performers are stepped together at 240 steps per world second and sampled at
// kSampleRateHz of clip time; particles and the camera come last, from what happened. The same
// shot, options and seed give the same timeline, bit for bit, on the same kind of machine. A shot
// with continuations is played part by part, and begins as it would without them, bit for bit.

#include "base/result.h"
#include "world/physics/character/performer.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>

namespace hibari::world {

using PerformerFactory =
    std::unique_ptr<Performer> (*)(const Entity&, const Thing&, const Blueprint&, Rng);

struct SimulateOptions {
    std::uint64_t seed = 0;
    float aspect = 16.0F / 9.0F;  ///< width / height of the picture, for the framing
    Style style = Style::kPhotoreal;
    /// Spoken lines with their lengths, of the shot and its continuations; their numbers are those
    /// of whole_shot (script/whole_shot.h).
    std::span<const Utterance> utterances{};
    std::stop_token stop{};
    /// Makes living actors; tests put a simple one here. Null: nobody is alive.
    PerformerFactory make_performer = &hibari::world::make_performer;
};

/// Plays a shot with its continuations; entities that come in with these follow all others in the
/// timeline. Fails with kInvalidArgument when the script names a place or thing that does not exist
/// or has times out of range, with kUnsupported when there is no way in for somebody or something
/// that a continuation adds, with kCancelled when `stop` is requested, with kInternal when a
/// body is nowhere any more: that is a fault of the simulation, and never becomes a clip.
Result<Timeline> simulate(const Shot& shot, const SimulateOptions& options);

}  // namespace hibari::world
