// What runs over an act: calls, looks, wagging, the mouth.
#include "world/physics/character/animal_kinds.h"
#include "world/physics/character/animal_motion.h"
#include "world/physics/character/animal_performer.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

void AnimalPerformer::look_towards(Vec3 point, float weight) {
    const Vec3 from = body_.frames().pivot[at(body_.head_link())];
    const Vec3 local =
        rotate(from_axis_angle({0, 1, 0}, -body_.yaw), normalize(point - from, {0, 0, 1}));
    const float yaw = clamp(degrees(std::atan2(local.x, local.z)), -95.0F, 95.0F);
    const float up = clamp(degrees(std::asin(clamp(local.y, -1.0F, 1.0F))), -55.0F, 50.0F);
    body_.want.neck_yaw += weight * 0.5F * yaw;
    body_.want.head_yaw += weight * 0.5F * yaw;
    body_.want.neck -= weight * 0.35F * up;
    body_.want.head -= weight * 0.65F * up;
}

void AnimalPerformer::step_over(Over& over, float dt) {
    over.time_s += dt;
    const float t = over.time_s;
    const float w =
        smoothstep(0.0F, 0.2F, t) * (1.0F - smoothstep(over.length_s - 0.25F, over.length_s, t));
    AnimalPosture& q = body_.quick;
    const auto call = [&](float every_s, float open, float first_s) {
        const float since = t - first_s - every_s * static_cast<float>(over.calls);
        if (since >= 0.0F && t < over.length_s - 0.25F) {
            ++over.calls;
            tell(
                SignalKind::kCall,
                body_.head_link(),
                -1,
                body_.mouth(),
                {},
                voice_of(kind_, over.cue.verb)
            );
        }
        const float last = t - first_s - every_s * static_cast<float>(over.calls - 1);
        const float beat =
            over.calls > 0 ? pulse(last, -0.06F, 0.05F, 0.30F * std::max(1.0F, every_s)) : 0.0F;
        jaw_ = std::max(jaw_, open * beat);
        return beat;
    };
    switch (over.cue.verb) {
        case Verb::kBark: {
            const float beat = call(0.48F, 26.0F, 0.15F);
            q.neck -= 9.0F * beat;
            q.head -= 8.0F * beat;
            q.fore_y += 0.035F * beat;
            break;
        }
        case Verb::kMeow:
        case Verb::kChirp:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry: {
            const float beat = call(1.1F, 20.0F, 0.2F);
            q.head -= 13.0F * beat;
            q.neck -= 5.0F * beat;
            break;
        }
        case Verb::kNeigh: {
            const float beat = call(1.5F, 22.0F, 0.2F);
            q.neck -= 16.0F * beat;
            q.head -= 18.0F * beat;
            q.head_roll += 3.0F * beat * std::sin(30.0F * t);
            break;
        }
        case Verb::kLook:
            if (over.cue.target >= 0 || over.cue.object >= 0) {
                const int there = over.cue.target >= 0 ? over.cue.target : over.cue.object;
                look_towards(view_->entity_pose(there).position, w);
            } else if (over.cue.destination) {
                look_towards(*over.cue.destination + Vec3{0, body_.hip_m(), 0}, w);
            } else {
                q.neck_yaw += 38.0F * w * std::sin(2.2F * t);
                q.head_yaw += 22.0F * w * std::sin(2.2F * t);
            }
            break;
        case Verb::kNod:
            q.head += 14.0F * w * std::sin(8.0F * t);
            q.neck += 5.0F * w * std::sin(8.0F * t);
            break;
        case Verb::kShakeHead:
            q.head_roll += 20.0F * w * std::sin(22.0F * t);
            q.neck_yaw += 6.0F * w * std::sin(22.0F * t + 1.0F);
            break;
        case Verb::kWag:
            q.tail_yaw += 44.0F * w * std::sin(2.0F * kPi * 3.6F * t);
            q.bend += 4.0F * w * std::sin(2.0F * kPi * 3.6F * t + 0.6F);
            q.tail += 22.0F * w;
            break;
        default:
            look_towards(view_->camera_position(), 0.7F * w);
            break;
    }
}

void AnimalPerformer::move_mouth(float dt) {
    if (words_end_s_ >= 0.0) {
        words_s_ += static_cast<double>(dt);
        float open = 0.0F;
        for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
            const MouthKey& a = words_[i];
            const MouthKey& b = words_[i + 1];
            if (words_s_ >= a.time_s && words_s_ < b.time_s) {
                const double u = (words_s_ - a.time_s) / std::max(b.time_s - a.time_s, 1e-6);
                open = lerp(a.open, b.open, static_cast<float>(u));
            }
        }
        jaw_ = std::max(jaw_, 26.0F * open);
        body_.quick.head -= 4.0F * open;
        look_towards(view_->camera_position(), 0.5F);
        if (words_s_ > words_end_s_) {
            words_end_s_ = -1.0;
        }
    }
    if (held_ >= 0) {
        jaw_ = std::max(jaw_, 14.0F);
    }
    jaw_now_.step(jaw_, dt, 38.0F);
    body_.quick.jaw = jaw_now_.value;
}

}  // namespace hibari::world
