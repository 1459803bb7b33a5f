#include "eval/measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hibari::eval {
namespace {

using world::tap::ToldThing;

constexpr double kGoodFit = 0.99;
/// Cameras that look down more steeply see no falls.
constexpr double kSlopeMax = 1.5;
/// Slower falls have too few pixels for a coefficient, in pixels per frame.
constexpr double kBounceMin = 2.0;
/// What the tracker may add to a bounce.
constexpr double kEnergySlack = 1.03;
constexpr double kSameBend = 0.6;   ///< of two flights of one thing
constexpr double kUpwardMin = 1.5;  ///< of a first flight, in pixels per frame

/// From the flight of a motion that leads furthest.
double slope_of(const Seen& seen, const Motion& motion) {
    const double focal_px = 0.5 * seen.format().size.height / std::tan(0.5 * seen.told().fov_y_rad);
    double furthest = 0.0;
    double slope = 0.0;
    for (const Piece& piece : motion.pieces) {
        const double from = motion.points[piece.first].y;
        const double way = std::abs(motion.points[piece.last].y - from);
        if (motion.is_flight(piece) && way > furthest) {
            furthest = way;
            slope = depth_slope(motion, piece, focal_px);
        }
    }
    return std::clamp(slope, 0.0, kSlopeMax);
}

void measure_fits(const Seen& seen, std::size_t object, Samples& samples) {
    bool found = false;
    if (const Motion* motion = seen.own(object)) {
        for (const Piece& piece : motion->pieces) {
            if (motion->is_flight(piece)) {
                found = true;
                samples.add(Metric::kFlightFits, piece.r_squared > kGoodFit);
            }
        }
    }
    if (!found) {
        samples.add(Metric::kFlightFits, false);
    }
}

/// Adds the radii per second squared of each flight to `all`.
void measure_gravity(
    const Seen& seen, std::size_t object, std::vector<double>& all, Samples& samples
) {
    const CaseObject& told = seen.told().objects[object];
    const std::vector<double> found = falls_of(seen, object);
    for (const double radii : found) {
        const double per_metre = radii / seen.told().gravity_mps2;
        const double low = per_metre * told.radius_min_m;
        const double high = per_metre * told.radius_max_m;
        samples.add(
            Metric::kGravityFits, high > 1.0 - kGravityTolerance && low < 1.0 + kGravityTolerance
        );
        samples.add(Metric::kGravityRatio, 0.5 * (low + high));
    }
    if (found.empty()) {
        samples.add(Metric::kGravityFits, false);
    }
    all.insert(all.end(), found.begin(), found.end());
}

void measure_spread(std::span<const double> accelerations, Samples& samples) {
    if (accelerations.size() < 2) {
        return;
    }
    const double count = static_cast<double>(accelerations.size());
    const double mean = std::accumulate(accelerations.begin(), accelerations.end(), 0.0) / count;
    double squares = 0.0;
    for (const double each : accelerations) {
        squares += (each - mean) * (each - mean);
    }
    samples.add(Metric::kGravitySpread, 100.0 * std::sqrt(squares / count) / mean);
}

void measure_energy(const Seen& seen, std::size_t object, Samples& samples) {
    const Motion& motion = *seen.own(object);
    bool is_first = true;
    for (std::size_t p = 0; p < motion.pieces.size(); ++p) {
        const Piece& piece = motion.pieces[p];
        if (!motion.is_flight(piece)) {
            continue;
        }
        const double start = motion.points[piece.first].frame;
        bool from_nowhere = is_first && piece.y_speed(start) < -kUpwardMin;
        is_first = false;
        for (const Impact& impact : seen.impacts()) {
            const bool begins_it = impact.motion == seen.motion_of(object) &&
                                   impact.kink.before + 1 == p && impact.other < 0;
            if (begins_it && impact.kink.vy_before >= kBounceMin) {
                const double e = -impact.kink.vy_after / impact.kink.vy_before;
                from_nowhere = from_nowhere || e > kEnergySlack;
            }
        }
        samples.add(Metric::kEnergyViolations, from_nowhere);
    }
}

/// Of balls on the floor. What follows a flight may be too low to be one, but it must bend as the
/// flight did: the same gravity made both.
void measure_restitution(const Seen& seen, std::size_t object, Samples& samples) {
    const Motion& motion = *seen.own(object);
    for (const Impact& impact : seen.impacts()) {
        if (impact.motion != seen.motion_of(object) || impact.other >= 0 ||
            impact.kink.vy_before < kBounceMin) {
            continue;
        }
        const Piece& before = motion.pieces[impact.kink.before];
        const Piece& after = motion.pieces[impact.kink.before + 1];
        const double same = after.y[2] / before.y[2];
        if (!motion.is_flight(before) || same < kSameBend || same > 1.0 / kSameBend) {
            continue;
        }
        const double e = -impact.kink.vy_after / impact.kink.vy_before;
        samples.add(
            Metric::kRestitutionError, std::abs(e - seen.told().objects[object].restitution)
        );
        samples.add(Metric::kRestitutionBelowOne, e <= kEnergySlack);
    }
}

}  // namespace

bool shows_gravity(const ToldThing& thing) {
    return falls(thing) && is_round(thing) && thing.material != "foam";
}

std::vector<double> falls_of(const Seen& seen, std::size_t object) {
    std::vector<double> out;
    const Motion* motion = seen.own(object);
    if (motion == nullptr) {
        return out;
    }
    const double slope = std::hypot(1.0, slope_of(seen, *motion));
    for (const Piece& piece : motion->pieces) {
        if (motion->is_flight(piece)) {
            const double acceleration = 2.0 * piece.y[2] * seen.fps() * seen.fps();
            out.push_back(acceleration * slope / motion->radius);
        }
    }
    return out;
}

void measure_flights(const Seen& seen, Samples& samples) {
    std::vector<double> accelerations;
    for (std::size_t i = 0; i < seen.told().objects.size(); ++i) {
        const ToldThing& thing = seen.thing(i);
        if (!falls(thing)) {
            continue;
        }
        measure_fits(seen, i, samples);
        if (shows_gravity(thing)) {
            measure_gravity(seen, i, accelerations, samples);
        }
        if (seen.own(i) != nullptr) {
            measure_energy(seen, i, samples);
            if (is_round(thing)) {
                measure_restitution(seen, i, samples);
            }
        }
    }
    measure_spread(accelerations, samples);
}

}  // namespace hibari::eval
