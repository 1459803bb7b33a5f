#include "eval/measure.h"

#include "base/check.h"
#include "eval/deeds.h"
#include "eval/features.h"
#include "eval/measures.h"
#include "eval/shape.h"

#include <string>
#include <utility>

namespace hibari::eval {
namespace {

Samples samples_of(const Seen& seen) {
    Samples samples;
    measure_flights(seen, samples);
    measure_collisions(seen, samples);
    measure_things(seen, samples);
    measure_prompt(seen, samples);
    measure_sync(seen, samples);
    return samples;
}

Json flights_json(const Seen& seen, const Motion& motion) {
    Json flights = Json::array();
    for (const Piece& piece : motion.pieces) {
        if (motion.is_flight(piece)) {
            flights.push_back(Json::object({
                {"from_s", motion.points[piece.first].frame / seen.fps()},
                {"to_s", motion.points[piece.last].frame / seen.fps()},
                {"acceleration_px_s2", 2.0 * piece.y[2] * seen.fps() * seen.fps()},
                {"r_squared", piece.r_squared},
            }));
        }
    }
    return flights;
}

Json tracks_json(const Seen& seen) {
    Json tracks = Json::array();
    for (std::size_t i = 0; i < seen.motions().size(); ++i) {
        const Motion& motion = seen.motions()[i];
        tracks.push_back(Json::object({
            {"told", motion.track->told},
            {"colour", colour_names()[motion.track->colour()]},
            {"radius_px", motion.radius},
            {"first_frame", motion.track->first()},
            {"seen_frames", motion.track->seen()},
            {"left_at", motion.track->left_at},
            {"noise_px", motion.noise_px},
            {"shape", shape_of(*motion.track)},
            {"deed", read_deed(seen.motions(), seen.impacts(), i)},
            {"flights", flights_json(seen, motion)},
        }));
    }
    return tracks;
}

Json describe(const Seen& seen) {
    Json impacts = Json::array();
    for (const Impact& impact : seen.impacts()) {
        impacts.push_back(Json::object({
            {"time_s", impact.t / seen.fps()},
            {"track", impact.motion},
            {"other", impact.other},
            {"jump_px", impact.jump},
        }));
    }
    Json onsets = Json::array();
    for (const Onset& onset : seen.onsets()) {
        onsets.push_back(Json::object({{"time_s", onset.time_s}, {"strength_db", onset.strength_db}}
        ));
    }
    return Json::object({
        {"look", seen.look()},
        {"tracks", tracks_json(seen)},
        {"impacts", std::move(impacts)},
        {"onsets", std::move(onsets)},
    });
}

}  // namespace

Result<ClipMeasures> measure_clip(
    const Case& told, const media::MemoryClip& clip, const MeasureOptions& options
) {
    HIBARI_CHECK(!clip.frames.empty() && clip.format.fps > 0, clip.frames.size());
    const Seen seen = HIBARI_TRY(see(told, clip, options.stop));
    ClipMeasures out;
    out.samples = samples_of(seen);
    if (options.is_own_clip) {
        measure_instruments(seen, out.samples);
    }
    out.features = features_of(clip);
    out.tracks = seen.tracks();
    out.details = describe(seen);
    return out;
}

Samples measure_missing_clip(const Case& told) {
    return samples_of(Seen(told, {.fps = kFps}, {}));
}

}  // namespace hibari::eval
