// Where sound is: the listener rides on the camera; sources have places; rooms answer.
//
// Buses collect sources. `place` puts a sound at a point (or on a moving body) and adds what the
// two ears get: level by distance, time and level differences between the ears, dull far sound, and
// a share sent to the room.
#pragma once

#include "base/rng.h"
#include "base/vec.h"
#include "world/sound/dsp/signal.h"
#include "world/things/place.h"
#include "world/timeline/timeline.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace hibari::world::sound {

/// Stereo sum of sources of one kind and what of it the room hears.
struct Bus {
    Stereo direct;
    Samples room;

    explicit Bus(std::size_t samples) : direct(samples), room(samples) {}
};

/// How a placed source is heard.
struct PlaceOptions {
    float gain = 1.0F;
    float reach_m = 1.5F;  ///< distance of full level; larger for large sources
    bool doppler = false;
    float width = 1.0F;  ///< 0: always centred .. 1: panned by direction
};

/// What one ear pair hears of a point at a moment.
struct Hearing {
    float left = 1.0F;
    float right = 1.0F;
    float delay_left_s = 0.0F;
    float delay_right_s = 0.0F;
    float cutoff_hz = 20000.0F;
    float room = 1.0F;  ///< level at which the room is excited
    float distance_m = 1.0F;
};

class Space {
  public:
    /// `timeline` must outlive the space. Who adds many sounds asks `is_stopped` between them.
    explicit Space(const Timeline& timeline, std::stop_token stop = {});

    Hearing hear(double time_s, Vec3 point, const PlaceOptions& options) const;

    /// A short sound at a fixed point; `time_s` is clip time.
    void place(
        Bus& bus, const Samples& sound, double time_s, Vec3 point, const PlaceOptions& options
    ) const;

    /// A sound whose source moves; `where` gives its place by clip time.
    void place_moving(
        Bus& bus,
        const Samples& sound,
        double time_s,
        const std::function<Vec3(double)>& where,
        const PlaceOptions& options
    ) const;

    const CameraPose& camera_at(double time_s) const;

    /// Where body `body` is at a clip time; before it has come, where it comes in.
    Vec3 body_at(int body, double time_s) const;

    const Timeline& timeline() const { return timeline_; }

    bool is_stopped() const { return stop_.stop_requested(); }

  private:
    const Timeline& timeline_;
    std::stop_token stop_;
    std::vector<std::size_t> comes_;  // By body: the first sample in which it is there.
};

/// Early reflections and a feedback delay network of eight lines (Jot 1991) for a place's echo.
/// Returns the wet sound only.
Stereo reverberate(const Samples& room, const Reverb& reverb);

}  // namespace hibari::world::sound
