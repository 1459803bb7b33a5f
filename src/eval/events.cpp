#include "eval/events.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hibari::eval {
namespace {

constexpr std::size_t kFlightPointsMin = 5;
/// A flight moves at least this much up or down, in radii, ..
constexpr double kFlightTravel = 0.8;
/// .. bends at least this much, in pixels and in deviations, ..
constexpr double kFlightBend_px = 2.5;
constexpr double kFlightBendFactor = 8.0;
/// .. and keeps its size: what rolls towards the camera grows.
constexpr double kFlightGrowth = 0.3;

/// A fall that ends was at least this fast, in pixels per frame, ..
constexpr double kFallMin = 0.8;
/// .. and goes on downwards with at most this share of its speed.
constexpr double kFallRest = 0.5;
/// Boxes with a gap of at most this share of the radius, or pixels, touch.
constexpr double kTouch = 0.25;
constexpr double kTouch_px = 2.5;
/// What is landed on has its top at most this many radii above the bottom of who lands.
constexpr double kBelow = 0.8;
/// Kinks of two tracks this near in time are one impact.
constexpr double kSame_frames = 2.0;
constexpr double kNearImpact_frames = 2.0;
constexpr double kTeleportSigmas = 3.0;
constexpr double kTeleportRadii = 1.5;

const Sight* sight_near(const Track& track, double t) {
    const int nearest = static_cast<int>(std::lround(t));
    for (const int frame : {nearest, nearest - 1, nearest + 1}) {
        if (frame >= 0 && frame < static_cast<int>(track.sights.size()) &&
            track.sights[static_cast<std::size_t>(frame)]) {
            return &*track.sights[static_cast<std::size_t>(frame)];
        }
    }
    return nullptr;
}

bool ends_fall(const Kink& kink) {
    return kink.vy_before > kFallMin && kink.vy_after < kFallRest * kink.vy_before;
}

/// Whether a thing that comes down lands on the other, and not beside it.
bool is_below(const Blob& own, const Blob& other, double radius) {
    return other.top > own.bottom - kBelow * radius && own.x > other.left && own.x < other.right;
}

/// The motion that is there to cause a kink of `index`; -1 none.
int touching(std::span<const Motion> motions, std::size_t index, const Kink& kink) {
    const double radius = motions[index].radius;
    const Sight* own = sight_near(*motions[index].track, kink.t);
    if (own == nullptr) {
        return -1;
    }
    for (std::size_t other = 0; other < motions.size(); ++other) {
        const Sight* sight = other == index ? nullptr : sight_near(*motions[other].track, kink.t);
        const double reach = std::max(kTouch_px, kTouch * radius);
        if (sight == nullptr || gap_between(own->blob, sight->blob) > reach) {
            continue;
        }
        if (!ends_fall(kink) || is_below(own->blob, sight->blob, radius)) {
            return static_cast<int>(other);
        }
    }
    return -1;
}

}  // namespace

bool Motion::is_flight(const Piece& piece) const {
    const std::size_t count = piece.last - piece.first + 1;
    if (count < kFlightPointsMin || piece.y[2] <= 0.0) {
        return false;
    }
    const double half = 0.5 * (points[piece.last].frame - points[piece.first].frame);
    const double bend = piece.y[2] * half * half;
    double low = 1e9;
    double high = -1e9;
    for (std::size_t i = piece.first; i <= piece.last; ++i) {
        low = std::min(low, points[i].y);
        high = std::max(high, points[i].y);
    }
    const auto radius_at = [&](std::size_t point) {
        return track->sights[static_cast<std::size_t>(points[point].frame)]->blob.radius();
    };
    // Seen from above, what falls gets smaller by far less than what rolls away.
    const double growth = std::abs(std::log(radius_at(piece.last) / radius_at(piece.first)));
    return bend > std::max(kFlightBend_px, kFlightBendFactor * noise_px) &&
           high - low > kFlightTravel * radius && growth < kFlightGrowth;
}

std::vector<Motion> motions_of(std::span<const Track> tracks, int width, int height) {
    std::vector<Motion> motions;
    for (const Track& track : tracks) {
        Motion motion{
            .track = &track, .radius = track.radius(), .points = points_of(track, width, height)
        };
        motion.noise_px = noise_of(motion.points);
        motion.pieces = pieces_of(motion.points, motion.noise_px);
        motion.kinks = kinks_of(motion.points, motion.pieces, motion.noise_px);
        motions.push_back(std::move(motion));
    }
    return motions;
}

std::vector<Impact> impacts_of(std::span<const Motion> motions) {
    std::vector<Impact> found;
    for (std::size_t i = 0; i < motions.size(); ++i) {
        for (const Kink& kink : motions[i].kinks) {
            const int other = touching(motions, i, kink);
            if (other < 0 && !ends_fall(kink)) {
                continue;
            }
            found.push_back({
                .motion = static_cast<int>(i),
                .other = other,
                .t = kink.t,
                .jump = kink.jump(),
                .size = motions[i].radius,
                .kink = kink,
            });
        }
    }
    std::ranges::stable_sort(found, {}, &Impact::t);
    std::vector<Impact> out;
    for (const Impact& impact : found) {
        const auto same = std::ranges::find_if(out, [&](const Impact& earlier) {
            return impact.other >= 0 && earlier.motion == impact.other &&
                   earlier.other == impact.motion && impact.t - earlier.t < kSame_frames;
        });
        if (same == out.end()) {
            out.push_back(impact);
        }
    }
    return out;
}

double lost_at(const Track& track, double t) {
    const int before = static_cast<int>(std::floor(t));
    constexpr int kBefore = 6;
    constexpr int kAfter = 3;
    std::vector<double> areas;
    for (int frame = before - kBefore; frame < before; ++frame) {
        if (frame >= 0 && track.sights[static_cast<std::size_t>(frame)]) {
            areas.push_back(track.sights[static_cast<std::size_t>(frame)]->blob.area);
        }
    }
    double least = 1e9;
    for (int frame = before; frame < before + kAfter; ++frame) {
        const bool exists = frame >= 0 && frame < static_cast<int>(track.sights.size());
        if (exists && track.sights[static_cast<std::size_t>(frame)]) {
            least = std::min(least, track.sights[static_cast<std::size_t>(frame)]->blob.area);
        }
    }
    if (areas.size() < 2 || least > 1e8) {
        return 0.0;
    }
    const auto middle = areas.begin() + static_cast<std::ptrdiff_t>(areas.size() / 2);
    std::ranges::nth_element(areas, middle);
    return std::max(1.0 - least / *middle, 0.0);
}

double depth_slope(const Motion& motion, const Piece& piece, double focal_px) {
    const std::vector<double> radii = radii_of(*motion.track);
    const double usual = motion.radius;
    double count = 0.0;
    double y = 0.0;
    double d = 0.0;
    double yy = 0.0;
    double yd = 0.0;
    for (std::size_t i = piece.first; i <= piece.last; ++i) {
        const double depth = focal_px * usual / std::max(radii[i], 0.5);
        count += 1.0;
        y += motion.points[i].y;
        d += depth;
        yy += motion.points[i].y * motion.points[i].y;
        yd += motion.points[i].y * depth;
    }
    const double spread = yy - y * y / count;
    return spread > 1e-9 ? (yd - y * d / count) / spread : 0.0;
}

std::vector<int> teleports_of(const Motion& motion, std::span<const Impact> impacts, int index) {
    const std::vector<Point>& points = motion.points;
    std::vector<double> errors(points.size(), 0.0);
    std::vector<double> sorted;
    for (std::size_t i = 2; i < points.size(); ++i) {
        if (points[i].frame - points[i - 2].frame != 2) {
            continue;
        }
        errors[i] = std::hypot(
            points[i].x - 2.0 * points[i - 1].x + points[i - 2].x,
            points[i].y - 2.0 * points[i - 1].y + points[i - 2].y
        );
        sorted.push_back(errors[i]);
    }
    if (sorted.empty()) {
        return {};
    }
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    const double sigma = std::max(1.4826 * *middle, motion.noise_px);
    std::vector<int> out;
    for (std::size_t i = 2; i < points.size(); ++i) {
        const bool explained = std::ranges::any_of(impacts, [&](const Impact& impact) {
            return (impact.motion == index || impact.other == index) &&
                   std::abs(impact.t - points[i].frame) < kNearImpact_frames;
        });
        if (errors[i] > kTeleportSigmas * sigma && errors[i] > kTeleportRadii * motion.radius &&
            !explained) {
            out.push_back(points[i].frame);
        }
    }
    return out;
}

}  // namespace hibari::eval
