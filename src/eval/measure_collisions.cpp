#include "eval/measures.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::eval {
namespace {

constexpr double kSinksIn = 0.3;  ///< share of the smaller one that is lost at a contact
/// Slower than this, in pixels per frame, nothing arrives.
constexpr double kSpeedMin = 1.0;
/// Kinks this near to an impact are of it, in frames.
constexpr double kSame_frames = 2.0;
constexpr int kNear_frames = 12;

/// Radius of the disc of the same area as the outline, by half of the longest side: the median over
/// the true masks of the things that do not topple in 300 clips, to one per cent.
double breadth_of(std::string_view kind) {
    return kind == "cube" ? 1.35 : kind == "cylinder" ? 1.07 : kind == "cone" ? 0.74 : 1.0;
}

/// Sideways, in pixels per frame where the thing is.
struct Speeds {
    double before = 0.0;
    double after = 0.0;
};

/// What is sideways of a motion just before and after a moment; nothing when nobody saw it.
std::optional<Speeds> speeds_at(const Motion& motion, double t) {
    for (const Kink& kink : motion.kinks) {
        if (std::abs(kink.t - t) < kSame_frames) {
            return Speeds{kink.vx_before, kink.vx_after};
        }
    }
    for (const Piece& piece : motion.pieces) {
        if (motion.points[piece.first].frame <= t && t <= motion.points[piece.last].frame) {
            return Speeds{piece.x_speed(t), piece.x_speed(t)};
        }
    }
    return std::nullopt;
}

/// Of the whole sights around a moment, the median; nothing without any.
std::optional<double> radius_near(const Track& track, double t) {
    std::vector<double> radii;
    for (std::size_t i = 0; i < track.sights.size(); ++i) {
        const auto& sight = track.sights[i];
        if (sight && !sight->is_partial && std::abs(static_cast<double>(i) - t) < kNear_frames) {
            radii.push_back(sight->blob.radius());
        }
    }
    if (radii.empty()) {
        return std::nullopt;
    }
    const auto middle = radii.begin() + static_cast<std::ptrdiff_t>(radii.size() / 2);
    std::ranges::nth_element(radii, middle);
    return *middle;
}

/// Momentum sideways, in a unit that both who meet share: they are equally far away.
std::optional<Speeds> momenta_at(const Seen& seen, const Motion& motion, double t) {
    const auto object = static_cast<std::size_t>(motion.track->told);
    auto speeds = speeds_at(motion, t);
    const auto radius = radius_near(*motion.track, t);
    if (!speeds || !radius) {
        return std::nullopt;
    }
    // Speeds of balls are those of their usual size.
    const double scale = motion.track->is_round ? *radius / motion.radius : 1.0;
    const double half = *radius / breadth_of(seen.thing(object).kind);
    const double mass = seen.told().objects[object].density_kg_m3 * half * half * half;
    return Speeds{mass * scale * speeds->before, mass * scale * speeds->after};
}

/// Of what comes from the side: what falls gives its momentum to the floor.
void measure_momentum(
    const Seen& seen, const Impact& impact, const Motion& one, const Motion& other, Samples& samples
) {
    const bool is_sideways = std::abs(impact.kink.vy_before) < std::abs(impact.kink.vx_before) ||
                             std::abs(impact.kink.vy_after) < std::abs(impact.kink.vx_after);
    const auto fast = [&](const Motion& motion) {
        const auto speeds = speeds_at(motion, impact.t);
        return speeds && std::abs(speeds->before) > kSpeedMin;
    };
    const auto first = momenta_at(seen, one, impact.t);
    const auto second = momenta_at(seen, other, impact.t);
    if (!is_sideways || !(fast(one) || fast(other)) || !first || !second) {
        return;
    }
    const double change = first->after + second->after - first->before - second->before;
    samples.add(
        Metric::kMomentumError,
        100.0 * std::abs(change) / (std::abs(first->before) + std::abs(second->before))
    );
}

}  // namespace

void measure_collisions(const Seen& seen, Samples& samples) {
    for (const Impact& impact : seen.impacts()) {
        if (impact.other < 0) {
            continue;
        }
        const Motion& one = seen.motions()[static_cast<std::size_t>(impact.motion)];
        const Motion& other = seen.motions()[static_cast<std::size_t>(impact.other)];
        if (one.track->told < 0 || other.track->told < 0) {
            continue;
        }
        const Track& smaller = one.radius < other.radius ? *one.track : *other.track;
        samples.add(Metric::kPenetration, lost_at(smaller, impact.t) > kSinksIn);
        measure_momentum(seen, impact, one, other, samples);
    }
}

}  // namespace hibari::eval
