#include "eval/deeds.h"

#include "eval/seen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hibari::eval {
namespace {

constexpr double kMoves = 0.5;  ///< radii
constexpr double kGrows = 1.10;
constexpr double kToppled = 1.25;  ///< change of width against height

double shape_of(const Blob& blob) {
    return (blob.right - blob.left) / (blob.bottom - blob.top);
}

}  // namespace

std::string_view read_deed(
    std::span<const Motion> motions, std::span<const Impact> impacts, std::size_t index
) {
    const Motion& motion = motions[index];
    const auto sights = sights_of(*motion.track, Sights::kAll);
    const bool flies = std::ranges::any_of(motion.pieces, [&](const Piece& piece) {
        return motion.is_flight(piece) && piece.y_at(motion.points[piece.last].frame) >
                                              piece.y_at(motion.points[piece.first].frame);
    });
    const bool meets = std::ranges::any_of(impacts, [&](const Impact& impact) {
        return impact.other >= 0 && (impact.motion == static_cast<int>(index) ||
                                     impact.other == static_cast<int>(index));
    });
    if (flies) {
        return meets ? "fall_on" : "fall";
    }
    const Blob& first = sights.front()->blob;
    const Blob& last = sights.back()->blob;
    const double turned = shape_of(last) / shape_of(first);
    const double way = std::hypot(last.x - first.x, last.y - first.y) / motion.radius;
    const double growth = growth_of(motion);
    const bool travels = way > 1.2 || growth > 1.0 + 2.0 * (kGrows - 1.0) ||
                         growth < 1.0 / (1.0 + 2.0 * (kGrows - 1.0));
    if (turned > kToppled && way < 3.0) {
        return "topple";
    }
    if (travels && meets) {
        return "hit";
    }
    return travels ? "travel" : "stay";
}

std::string_view deed_class(const world::tap::ToldThing& thing) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kClasses{{
        {"drop", "fall"},
        {"bounce", "fall"},
        {"roll", "travel"},
        {"slide", "travel"},
        {"roll_into", "hit"},
        {"slide_into", "hit"},
    }};
    // Told to hit and missing, it travels or falls.
    const bool fails = thing.outcome == "failure";
    if (fails) {
        return thing.deed == "fall_on" ? "fall" : "travel";
    }
    const auto* const found = std::ranges::find(
        kClasses,
        std::string_view(thing.deed),
        &std::pair<std::string_view, std::string_view>::first
    );
    return found != kClasses.end() ? found->second : std::string_view(thing.deed);
}

double growth_of(const Motion& motion) {
    const auto sights = sights_of(*motion.track, Sights::kAll);
    return sights.back()->blob.radius() / sights.front()->blob.radius();
}

bool is_moving(const Motion& motion) {
    const auto sights = sights_of(*motion.track, Sights::kAll);
    const Blob& first = sights.front()->blob;
    double furthest = 0.0;
    for (const Sight* sight : sights) {
        furthest = std::max(furthest, std::hypot(sight->blob.x - first.x, sight->blob.y - first.y));
    }
    const double growth = growth_of(motion);
    return furthest > kMoves * motion.radius || growth > kGrows || growth < 1.0 / kGrows;
}

bool goes(const Motion& motion, std::string_view direction) {
    const auto sights = sights_of(*motion.track, Sights::kAll);
    const double way = (sights.back()->blob.x - sights.front()->blob.x) / motion.radius;
    const double growth = growth_of(motion);
    return direction == "left"      ? way < -kMoves
           : direction == "right"   ? way > kMoves
           : direction == "towards" ? growth > kGrows
                                    : growth < 1.0 / kGrows;
}

}  // namespace hibari::eval
