#include "eval/measures.h"
#include "eval/shape.h"

#include <cmath>

namespace hibari::eval {
namespace {

void measure_places(const Seen& seen, Samples& samples) {
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        if (seen.own(i) == nullptr) {
            continue;
        }
        if (const auto distance = distance_to_truth(seen, *seen.own(i)->track, i)) {
            samples.add(Metric::kTrackerPlaceAll, *distance);
            if (is_round(seen.thing(i))) {
                samples.add(Metric::kTrackerPlace, *distance);
            }
        }
    }
}

void measure_shapes(const Seen& seen, Samples& samples) {
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        const Motion* motion = seen.own(i);
        const std::string_view shape = motion == nullptr ? "" : shape_of(*motion->track);
        if (!shape.empty()) {
            samples.add(Metric::kTrackerShape, shape == seen.thing(i).kind);
        }
    }
}

void measure_gravity(const Seen& seen, Samples& samples) {
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        if (!shows_gravity(seen.thing(i))) {
            continue;
        }
        for (const double radii : falls_of(seen, i)) {
            const double ratio = radii * seen.told().objects[i].radius_m / seen.told().gravity_mps2;
            samples.add(Metric::kTrackerGravityFits, std::abs(ratio - 1.0) < kGravityTolerance);
            samples.add(Metric::kTrackerGravity, ratio);
        }
    }
}

void measure_times(const Seen& seen, Samples& samples) {
    double last_s = -1.0;
    for (const TrueImpact& truth : seen.told().impacts) {
        if (truth.speed_mps < kExpectedSpeed_mps || truth.time_s - last_s < kSameImpact_s) {
            continue;
        }
        last_s = truth.time_s;
        double nearest_s = 1e9;
        for (const Impact& impact : seen.impacts()) {
            const double error_s = impact.t / seen.fps() - truth.time_s;
            if (std::abs(error_s) < std::abs(nearest_s)) {
                nearest_s = error_s;
            }
        }
        const bool found = std::abs(nearest_s) < kSameImpact_s;
        samples.add(Metric::kTrackerImpactsFound, found);
        if (found) {
            samples.add(Metric::kTrackerImpactTime, 1000.0 * std::abs(nearest_s));
        }
    }
}

}  // namespace

void measure_instruments(const Seen& seen, Samples& samples) {
    const Seen exact = named_by_place(seen);
    measure_places(exact, samples);
    measure_gravity(exact, samples);
    measure_shapes(exact, samples);
    measure_times(exact, samples);
}

}  // namespace hibari::eval
