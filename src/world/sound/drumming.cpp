#include "world/sound/drumming.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr float kReachM = 0.7F;    // How far from the drum's middle its skin may be struck.
constexpr float kLiftedM = 0.04F;  // A hand that was lifted less has not struck.

bool is_hand(const BodyTrack& body) {
    return body.name.ends_with("left_hand") || body.name.ends_with("right_hand");
}

void add_strokes(
    const BodyTrack& hand, const BodyTrack& drum, Moment when, std::vector<Stroke>& strokes
) {
    float lifted_to = hand.pose_at(0).position.y;
    for (std::size_t i = 1; i + 1 < hand.poses.size(); ++i) {
        const Vec3 at = hand.poses[i].position;
        lifted_to = std::max(lifted_to, at.y);
        const bool lowest =
            at.y < hand.poses[i - 1].position.y && at.y <= hand.poses[i + 1].position.y;
        if (!lowest || lifted_to - at.y < kLiftedM) {
            continue;
        }
        const Vec3 middle = drum.pose_at(static_cast<int>(i)).position;
        const double time_s = static_cast<double>(i) / world::kSampleRateHz;
        if (std::hypot(at.x - middle.x, at.z - middle.z) < kReachM && time_s >= when.begin_s &&
            time_s < when.end_s) {
            const float strength = std::clamp((lifted_to - at.y) / 0.2F, 0.3F, 1.0F);
            strokes.push_back({time_s, strength, at});
        }
        lifted_to = at.y;
    }
}

}  // namespace

std::vector<Stroke> drum_strokes(const Timeline& timeline, int player, int drum, Moment when) {
    std::vector<Stroke> strokes;
    const auto skin = std::ranges::find(timeline.bodies, drum, &BodyTrack::entity);
    if (skin == timeline.bodies.end() || player < 0) {
        return strokes;
    }
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity == player && is_hand(body) && body.poses.size() > 2) {
            add_strokes(body, *skin, when, strokes);
        }
    }
    std::ranges::sort(strokes, {}, &Stroke::time_s);
    return strokes;
}

}  // namespace hibari::world::sound
