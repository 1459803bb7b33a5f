#pragma once

// What is seen and heard of a clip: its things, followed through the frames, how they move, where
// they meet, and when something begins to sound. All figures are read from here.
//
// Which track is which told thing is known from its colour and nothing else. A told thing of whose
// colour there is no track is not there, whatever else is: nobody may be judged on what somebody
// else does.

#include "base/result.h"
#include "eval/cases.h"
#include "eval/events.h"
#include "eval/onsets.h"
#include "media/mp4_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

namespace hibari::eval {

/// What eye and ear find in a clip; nothing in one that does not exist.
struct Findings {
    std::vector<Track> tracks = {};  ///< already named
    std::vector<Onset> onsets = {};
    std::string_view look = {};  ///< see look.h
};

class Seen {
  public:
    /// `told` must outlive this.
    Seen(const Case& told, const media::ClipFormat& format, Findings findings);

    // Motions point into the tracks, which keep their place when moved.
    Seen(const Seen&) = delete;
    Seen& operator=(const Seen&) = delete;
    Seen(Seen&&) = default;
    Seen& operator=(Seen&&) = delete;
    ~Seen() = default;

    const Case& told() const { return *told_; }

    const media::ClipFormat& format() const { return format_; }

    double fps() const { return format_.fps; }

    const std::vector<Track>& tracks() const { return tracks_; }

    const std::vector<Motion>& motions() const { return motions_; }

    const std::vector<Impact>& impacts() const { return impacts_; }

    const std::vector<Onset>& onsets() const { return onsets_; }

    std::string_view look() const { return look_; }

    const world::tap::ToldThing& thing(std::size_t object) const {
        return told_->told.things[static_cast<std::size_t>(told_->objects[object].thing)];
    }

    /// Index of the motion of a told object; -1 when it is not there.
    int motion_of(std::size_t object) const { return own_[object]; }

    /// The same, or null.
    const Motion* own(std::size_t object) const;

  private:
    const Case* told_;
    media::ClipFormat format_;
    std::vector<Track> tracks_;
    std::vector<Motion> motions_;
    std::vector<Impact> impacts_;
    std::vector<Onset> onsets_;
    std::string_view look_;
    std::vector<int> own_;
};

/// Looks and listens. `told` must outlive the result. Fails with `cancelled` only.
Result<Seen> see(const Case& told, const media::MemoryClip& clip, std::stop_token stop);

/// The same with tracks named by where things really are, which is known of the simulator's own
/// clip of the scene.
Seen named_by_place(const Seen& seen);

/// Between a track and where an object really is: the median over frames, in pixels; nothing when
/// they have no frame in common.
std::optional<double> distance_to_truth(const Seen& seen, const Track& track, std::size_t object);

/// Sights of a track, in order; of `kWhole` those that are not cut or shared.
enum class Sights : std::uint8_t { kAll, kWhole };
std::vector<const Sight*> sights_of(const Track& track, Sights which);

bool is_round(const world::tap::ToldThing& thing);

}  // namespace hibari::eval
