#include "world/physics/character/body.h"

#include "base/check.h"
#include "world/physics/character/body_links.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kBallOverLine = 0.02F;  // Of a foot across a beam: its middle is behind the ball.

}  // namespace

Body::Body(const Blueprint& blueprint) : skeleton_(blueprint) {
    HIBARI_CHECK(skeleton_.count() == kPersonLinkCount, skeleton_.count());
    const auto rest = [&](int link) { return skeleton_.rest_pivot(link); };
    for (int side = 0; side < 2; ++side) {
        const auto& leg = kLegLinks[at(side)];
        leg_[at(side)] = {
            .upper = leg[0],
            .lower = leg[1],
            .upper_bone = rest(leg[1]) - rest(leg[0]),
            .lower_bone = rest(leg[2]) - rest(leg[1]),
            .bends_back = true,
        };
        const auto& arm = kArmLinks[at(side)];
        arm_[at(side)] = {
            .upper = arm[1],
            .lower = arm[2],
            .upper_bone = rest(arm[2]) - rest(arm[1]),
            .lower_bone = rest(arm[3]) - rest(arm[2]),
            .bends_back = false,
        };
        // A hanging arm bends its elbow backwards: the front of the chain is the far side of it.
        for (const Anchor& anchor : blueprint.anchors) {
            if (anchor.name == (side == 0 ? "left_palm" : "right_palm")) {
                palm_local_[at(side)] = anchor.local.position + skeleton_.bone(arm[3]).center;
            }
        }
    }
    const Vec3 ankle = rest(kLeftFoot);
    const Vec3 toes = rest(kLeftToes);
    const Vec3 ground{ankle.x, 0, toes.z};
    foot_shape_.ankle = ankle - ground;
    foot_shape_.toe_joint = Vec3{ankle.x, toes.y, toes.z} - ground;
    const float unit = skeleton_.root_rest().y / 0.96F;
    foot_shape_.heel_z = ankle.z - 0.060F * unit - ground.z;
    foot_shape_.tip_z = 0.065F * unit;
    leg_m_ = rest(kLeftThigh).y;
    stand_m_ = skeleton_.root_rest().y;
    hip_m_ = rest(kLeftThigh).x;
}

Vec3 Body::to_world(Vec3 v) const {
    return root + rotate(from_axis_angle({0, 1, 0}, yaw), v);
}

Vec3 Body::to_heading(Vec3 world) const {
    return rotate(from_axis_angle({0, 1, 0}, -yaw), world - root);
}

Vec3 Body::home(int side, float apart_m) const {
    const float apart = std::max(apart_m, 0.0F) * 0.5F + hip_m_ + 0.012F * scale();
    const float ahead = foot_shape_.toe_joint.z - foot_shape_.ankle.z - 0.020F * scale();
    if (line) {
        // Along it one foot is before the other, across it beside the other.
        const Vec3 step =
            to_world({sign_of(side) * 0.11F * scale(), 0, ahead + sign_of(side) * 0.14F * scale()});
        const Vec3 middle = to_world({0, 0, kBallOverLine * scale()});
        return middle + *line * dot(step - middle, *line);
    }
    return to_world({sign_of(side) * apart, 0, ahead});
}

void Body::find_footing(const StageView& view) {
    const float reach = hip_m_ + 0.05F * scale();
    const float low = view.ground_y(root.x, root.z) - 0.15F * scale();
    const auto is_off = [&](Vec3 p) { return view.ground_y(p.x, p.z) < low; };
    // Of the directions to both sides those that are still on it; an axis comes back after half a
    // turn, so that their mean is that of double angles.
    constexpr int kLooks = 36;
    float cosines = 0.0F;
    float sines = 0.0F;
    int off = 0;
    for (int i = 0; i < kLooks; ++i) {
        const float turn = kPi * static_cast<float>(i) / kLooks;
        const Vec3 out = heading_of(turn) * reach;
        if (is_off(root + out) && is_off(root - out)) {
            ++off;
        } else if (!is_off(root + out) && !is_off(root - out)) {
            cosines += std::cos(2.0F * turn);
            sines += std::sin(2.0F * turn);
        }
    }
    const bool narrow = 3 * off > kLooks;
    const bool runs = cosines != 0.0F || sines != 0.0F;
    line = narrow ? std::optional(heading_of(runs ? 0.5F * std::atan2(sines, cosines) : yaw))
                  : std::nullopt;
}

float Body::home_yaw(int side) const {
    return yaw + sign_of(side) * radians(line ? 3.0F : 9.0F);
}

void Body::place(Vec3 position, float heading, const StageView* view) {
    root = position;
    yaw = heading;
    velocity = {};
    flight_.reset();
    if (view != nullptr) {
        find_footing(*view);
    }
    for (int side = 0; side < 2; ++side) {
        Foot planted;
        planted.ball = home(side);
        planted.ball.y =
            view == nullptr ? position.y : view->ground_y(planted.ball.x, planted.ball.z);
        planted.yaw = home_yaw(side);
        foot[at(side)] = planted;
        last_mode_[at(side)] = FootMode::kPlanted;
        hand[at(side)] = {};
        reaching_[at(side)] = {};
        knee_front_[at(side)] = {};
        rest_weight_[at(side)] = 0.0F;
    }
    root_y_ = {position.y, 0.0F};
    pelvis_drop_ = {};
    adopted_.reset();
    adopted_weight_ = {};
    want = standing_posture();
    now_ = want;
    fading_ = {};
    speed_ = {};
    solved_ = false;
}

void Body::blend(float omega) {
    // Twice, because some acts write their new posture only from the next step on.
    blending_ = 2;
    omega_ = omega;
}

void Body::free_leg(int side) {
    foot[at(side)].mode = FootMode::kFree;
}

void Body::blend_posture(float dt) {
    const PostureValues target = values_of(want);
    const PostureValues last = values_of(now_);
    for (int side = 0; side < 2; ++side) {
        const bool freed =
            foot[at(side)].mode == FootMode::kFree && last_mode_[at(side)] != FootMode::kFree;
        if (freed || blending_ > 0) {
            const std::size_t first = leg_values_at(side);
            for (std::size_t i = first; i < first + kLegValues; ++i) {
                fading_[i] = {
                    last[i] - target[i], freed ? clamp(speed_[i], -600.0F, 600.0F) : speed_[i]
                };
            }
        }
        if (freed) {
            rest_weight_[at(side)] = 1.0F;
        }
    }
    const int blending_now = blending_;
    if (blending_ > 0) {
        const std::size_t legs_from = leg_values_at(0);
        const std::size_t legs_to = leg_values_at(0) + 2 * kLegValues;
        for (std::size_t i = 0; i < kPostureSize; ++i) {
            if (i < legs_from || i >= legs_to) {
                fading_[i] = {last[i] - target[i], speed_[i]};
            }
        }
        --blending_;
    }
    // Whatever an act wants, no value jumps: what the motion so far does not lead to is faded in.
    const PostureValues before = values_of(last_want_);
    PostureValues value{};
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        const float change = target[i] - before[i];
        const float jump = change - want_change_[i];
        const float limit = i < 3 ? 0.004F : 3.0F;
        const bool jumped = solved_ && !flight_ && std::fabs(jump) > limit;
        if (jumped && blending_now == 0) {
            fading_[i].value -= jump;
        }
        want_change_[i] = jumped ? 0.0F : change;
        fading_[i].step(dt, omega_);
        value[i] = target[i] + fading_[i].value;
    }
    now_ = posture_of(value);
    last_want_ = want;
    for (float& weight : rest_weight_) {
        weight *= std::exp(-dt * 10.0F);
    }
}

void Body::adopt(std::span<const Pose> poses, const StageView& view) {
    flight_.reset();
    const Vec3 pelvis = skeleton_.joints_of(poses, joints_);
    skeleton_.forward(pelvis, joints_, frames_);
    last_frames_ = frames_;
    const Vec3 front = rotate(joints_[0], {0, 0, 1});
    const Vec3 up = rotate(joints_[0], {0, 1, 0});
    const Vec3 level = std::fabs(front.y) < 0.8F ? front : up * (front.y > 0.0F ? -1.0F : 1.0F);
    yaw = std::atan2(level.x, level.z);
    root = {pelvis.x, view.ground_y(pelvis.x, pelvis.z), pelvis.z};
    root_y_ = {root.y, 0.0F};
    velocity = {};
    const Quat local = from_axis_angle({0, 1, 0}, -yaw) * joints_[0];
    const Vec3 z = rotate(local, {0, 0, 1});
    const Vec3 x = rotate(local, {1, 0, 0});
    const Vec3 y = rotate(local, {0, 1, 0});
    now_.hips = {
        .pitch = degrees(std::atan2(-z.y, std::sqrt(z.x * z.x + z.z * z.z))),
        .yaw = degrees(std::atan2(z.x, z.z)),
        .roll = degrees(std::atan2(x.y, y.y)),
    };
    now_.pelvis = (to_heading(pelvis) - Vec3{0, stand_m_, 0}) / scale();
    for (int side = 0; side < 2; ++side) {
        foot[at(side)].mode = FootMode::kFree;
        last_mode_[at(side)] = FootMode::kFree;
        now_.leg[at(side)] = leg_of(joints_, side == 1);
        rest_weight_[at(side)] = 0.0F;
    }
    adopted_ = joints_;
    speed_ = {};
    solved_ = true;
    blend(4.0F);
}

/// Trunk and arms go on from where they lay, too.
void Body::fade_adopted(float dt) {
    constexpr float kOmega = 4.0F;  // As the posture's own blend after it.
    if (!adopted_ && adopted_weight_.value < 0.001F) {
        return;
    }
    const auto is_of_leg = [](int link) {
        return std::ranges::any_of(kLegLinks, [&](const auto& leg) {
            return std::ranges::find(leg, link) != leg.end();
        });
    };
    for (int link = 1; link < skeleton_.count(); ++link) {
        if (is_of_leg(link)) {
            continue;
        }
        Quat& joint = joints_[at(link)];
        if (adopted_) {
            adopted_rest_[at(link)] = normalize(inverse(joint) * (*adopted_)[at(link)]);
        }
        const float weight = adopted_ ? 1.0F : adopted_weight_.value;
        joint = normalize(joint * slerp({}, adopted_rest_[at(link)], weight));
    }
    if (adopted_) {
        adopted_weight_ = {1.0F, 0.0F};
        adopted_.reset();
    }
    adopted_weight_.step(dt, kOmega);
}

void Body::float_up() {
    const float y = frames_.pivot[0].y - stand_m_;
    now_.pelvis.y += (root.y - y) / scale();
    root.y = y;
    root_y_ = {y, 0.0F};
    float_root = true;
}

void Body::solve(float dt, const StageView& view) {
    last_frames_ = frames_;
    last_now_ = now_;
    if (flight_) {
        want = flight_->plan().shape(flight_->time_s() + dt);
        want.hips = now_.hips;
        want.pelvis = now_.pelvis;
    }
    blend_posture(dt);
    set_spine(now_, joints_);
    set_arm(now_.arm[0], false, joints_);
    set_arm(now_.arm[1], true, joints_);
    fade_adopted(dt);
    if (flight_) {
        now_.hips = last_now_.hips;
        now_.pelvis = last_now_.pelvis;
        Vec3 pelvis = frames_.pivot[0];
        solve_legs(dt, view, pelvis);
        keep_held(joints_);
        flight_->step(flying_skeleton(), joints_, dt, frames_);
        joints_[0] = frames_.turn[0];
    } else {
        follow_ground(dt, view);
        joints_[0] = normalize(from_axis_angle({0, 1, 0}, yaw) * turn_of(now_.hips));
        Vec3 pelvis = to_world(now_.pelvis * scale() + Vec3{0, stand_m_, 0});
        solve_legs(dt, view, pelvis);
        skeleton_.forward(pelvis, joints_, frames_);
        solve_arms(dt);
    }
    for (int side = 0; side < 2; ++side) {
        last_mode_[at(side)] = foot[at(side)].mode;
    }
    finish(dt);
}

void Body::finish(float dt) {
    const Vec3 mass = center_of_mass();
    if (!solved_) {
        last_frames_ = frames_;
        last_mass_ = mass;
        last_palm_ = {palm(0), palm(1)};
        last_now_ = now_;
        solved_ = true;
    }
    const PostureValues before = values_of(last_now_);
    const PostureValues after = values_of(now_);
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        speed_[i] = (after[i] - before[i]) / dt;
    }
    mass_velocity_ = (mass - last_mass_) / dt;
    last_mass_ = mass;
    for (int side = 0; side < 2; ++side) {
        palm_velocity_[at(side)] = (palm(side) - last_palm_[at(side)]) / dt;
        last_palm_[at(side)] = palm(side);
    }
}

void Body::shift(Vec3 by) {
    for (int i = 0; i < skeleton_.count(); ++i) {
        frames_.pivot[at(i)] += by;
    }
    root += by;
    root_y_.value += by.y;
    last_mass_ += by;
    mass_velocity_ += by * static_cast<float>(kStepHz);
    for (int side = 0; side < 2; ++side) {
        last_palm_[at(side)] += by;
    }
}

void Body::unwind() {
    const auto whole = [](float angle) { return 360.0F * std::round(angle / 360.0F); };
    const Bend turns{whole(now_.hips.pitch), whole(now_.hips.yaw), whole(now_.hips.roll)};
    for (Posture* p : {&now_, &last_now_, &last_want_, &want}) {
        p->hips.pitch -= turns.pitch;
        p->hips.yaw -= turns.yaw;
        p->hips.roll -= turns.roll;
    }
}

Vec3 Body::palm(int side) const {
    return palm(frames_, side);
}

Vec3 Body::palm(const Frames& frames, int side) const {
    const auto hand_link = at(kArmLinks[at(side)][3]);
    return frames.pivot[hand_link] + rotate(frames.turn[hand_link], palm_local_[at(side)]);
}

Quat Body::hand_turn(int side) const {
    return frames_.turn[at(kArmLinks[at(side)][3])];
}

Vec3 Body::palm_out(int side) const {
    return rotate(hand_turn(side), {-sign_of(side), 0, 0});
}

Vec3 Body::head() const {
    return skeleton_.center_of(kHead, frames_);
}

float Body::sole_y(int side) const {
    const auto& links = kLegLinks[at(side)];
    const Vec3 ankle = frames_.pivot[at(links[2])];
    const Quat turn = frames_.turn[at(links[2])];
    const float heel = (ankle + rotate(turn, Vec3{0, 0, foot_shape_.heel_z} - foot_shape_.ankle)).y;
    const float ball = (ankle + rotate(turn, -foot_shape_.ankle)).y;
    const Vec3 toe = frames_.pivot[at(links[3])];
    const Vec3 down{0, -foot_shape_.toe_joint.y, foot_shape_.tip_z};
    const float tip = (toe + rotate(frames_.turn[at(links[3])], down)).y;
    return std::min({heel, ball, tip});
}

float Body::lowest_other_y() const {
    const float fat = 0.045F * scale();
    float low = 1e9F;
    for (const int link :
         {int{kPelvis},
          int{kChest},
          int{kHead},
          int{kLeftForearm},
          int{kRightForearm},
          int{kLeftHand},
          int{kRightHand},
          int{kLeftShin},
          int{kRightShin}}) {
        const float radius =
            link == kPelvis || link == kChest || link == kHead ? 0.11F * scale() : fat;
        const float y = link == kPelvis || link == kChest || link == kHead
                            ? skeleton_.center_of(link, frames_).y
                            : frames_.pivot[at(link)].y;
        low = std::min(low, y - radius);
    }
    return low;
}

}  // namespace hibari::world
