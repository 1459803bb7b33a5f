#include "eval/measures.h"

#include <algorithm>

namespace hibari::eval {
namespace {

/// Share of the frames that a thing must be there in.
constexpr double kSurvives = 0.9;
constexpr double kPersistent = 0.25;  ///< share of the clip that makes an unknown track a thing

bool is_thing(const Seen& seen, const Track& track) {
    // What is at the edge all the time belongs to the place.
    const auto whole = static_cast<int>(sights_of(track, Sights::kWhole).size());
    const bool is_scenery = track.told < 0 && whole * 5 < track.seen();
    return !is_scenery &&
           track.seen() >= kPersistent * static_cast<double>(seen.format().frame_count);
}

void measure_drift(const Track& track, Samples& samples) {
    const auto sights = sights_of(track, Sights::kWhole);
    const std::size_t quarter = sights.size() / 4;
    if (quarter < 2) {
        return;
    }
    const auto mean = [&](std::size_t first) {
        Lab sum;
        for (std::size_t i = first; i < first + quarter; ++i) {
            sum.l += sights[i]->blob.mean.l / static_cast<float>(quarter);
            sum.a += sights[i]->blob.mean.a / static_cast<float>(quarter);
            sum.b += sights[i]->blob.mean.b / static_cast<float>(quarter);
        }
        return sum;
    };
    samples.add(
        Metric::kColourDrift,
        static_cast<double>(difference(mean(0), mean(sights.size() - quarter)))
    );
}

}  // namespace

void measure_things(const Seen& seen, Samples& samples) {
    bool jumps = false;
    bool follows = false;
    bool vanishes = false;
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        const Motion* motion = seen.own(i);
        if (motion == nullptr) {
            samples.add(Metric::kSurvival, false);
            vanishes = true;
            continue;
        }
        follows = true;
        const Track& track = *motion->track;
        const auto end = track.left_at >= 0 ? track.left_at : seen.format().frame_count;
        const bool survives = track.seen() >= kSurvives * static_cast<double>(end);
        samples.add(Metric::kSurvival, survives);
        vanishes = vanishes || !survives;
        jumps = jumps || !teleports_of(*motion, seen.impacts(), seen.motion_of(i)).empty();
        measure_drift(track, samples);
    }
    const auto things =
        static_cast<std::size_t>(std::ranges::count_if(seen.tracks(), [&](const Track& track) {
            return is_thing(seen, track);
        }));
    if (follows) {
        samples.add(Metric::kTeleports, jumps);
    }
    samples.add(Metric::kCountExact, things == seen.told().objects.size());
    samples.add(Metric::kVanishedOrDoubled, vanishes || things > seen.told().objects.size());
}

}  // namespace hibari::eval
