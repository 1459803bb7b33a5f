#include "world/physics/character/body.h"

#include "base/check.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr std::array<std::array<int, 4>, 2> kLegLinks{{
    {kLeftThigh, kLeftShin, kLeftFoot, kLeftToes},
    {kRightThigh, kRightShin, kRightFoot, kRightToes},
}};
constexpr std::array<std::array<int, 4>, 2> kArmLinks{{
    {kLeftClavicle, kLeftUpperArm, kLeftForearm, kLeftHand},
    {kRightClavicle, kRightUpperArm, kRightForearm, kRightHand},
}};

// Where the floats of one leg are within a posture.
constexpr std::size_t kLegValues = sizeof(LegPose) / sizeof(float);

constexpr std::size_t leg_values_at(int side) {
    return offsetof(Posture, leg) / sizeof(float) + kLegValues * static_cast<std::size_t>(side);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

// The angles of a pelvis that may hang head down: its pitch goes past the vertical rather than that
// the heading turns round.
Bend bend_of(Quat local) {
    const Vec3 x = rotate(local, {1, 0, 0});
    const Vec3 y = rotate(local, {0, 1, 0});
    const Vec3 z = rotate(local, {0, 0, 1});
    Bend bend{
        .pitch = degrees(std::asin(std::clamp(-z.y, -1.0F, 1.0F))),
        .yaw = degrees(std::atan2(z.x, z.z)),
        .roll = degrees(std::atan2(x.y, y.y)),
    };
    if (std::fabs(bend.yaw) > 90.0F) {
        bend = {
            180.0F - bend.pitch,
            std::remainder(bend.yaw - 180.0F, 360.0F),
            std::remainder(bend.roll - 180.0F, 360.0F)
        };
    }
    return bend;
}

// The part of `q` that turns about Y.
Quat twist_y(Quat q) {
    return normalize(Quat{0, q.y, 0, q.w});
}

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
    if (in_line) {
        return to_world({sign_of(side) * 0.006F, 0, ahead + sign_of(side) * 0.14F * scale()});
    }
    return to_world({sign_of(side) * apart, 0, ahead});
}

void Body::find_footing(const StageView& view) {
    const Vec3 out = rotate(from_axis_angle({0, 1, 0}, yaw), {hip_m_ + 0.05F * scale(), 0, 0});
    const auto height = [&](Vec3 p) { return view.ground_y(p.x, p.z); };
    const float beside = std::max(height(root + out), height(root - out));
    in_line = beside < height(root) - 0.15F * scale();
}

float Body::home_yaw(int side) const {
    return yaw + sign_of(side) * radians(in_line ? 3.0F : 9.0F);
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

void Body::plant_leg(int side, const StageView& view) {
    const auto& links = kLegLinks[at(side)];
    const Quat turn = frames_.turn[at(links[2])];
    const Vec3 ankle = frames_.pivot[at(links[2])];
    Foot down = foot_at(ankle, turn, foot_shape_, view);
    if (in_line) {
        Vec3 beside = to_heading(down.ball);
        beside.x = to_heading(home(side)).x;
        const Vec3 on_it = to_world(beside);
        down.ball = {on_it.x, view.ground_y(on_it.x, on_it.z), on_it.z};
    }
    // What is still in the air comes down the rest of the way.
    const Vec3 pivot = down.pitch > 0.0F ? Vec3{0, 0, foot_shape_.heel_z} : Vec3{};
    const float height = (ankle + rotate(turn, pivot - foot_shape_.ankle)).y - down.ball.y;
    // What the planted foot cannot have of the free foot's pose fades away.
    if (std::fabs(down.pitch) > radians(60.0F)) {
        down.yaw = yaw;
        down.pitch = clamp(down.pitch, radians(-60.0F), radians(30.0F));
    }
    const FootPlace place = place_of(down, foot_shape_);
    foot_turn_[at(side)] = normalize(turn * inverse(place.turn));
    foot_shift_[at(side)] = ankle - place.ankle;
    foot[at(side)] = down;
    const Vec3 to = down.ball;
    Foot& falling = foot[at(side)];
    falling.ball.y += height;
    foot_shift_[at(side)].y -= height;
    begin_swing(falling, to, falling.yaw, clamp(height / 1.2F, 0.07F, 0.35F), 0.0F, view);
    landing_[at(side)] = true;
    knee_front_[at(side)] = rotate(frames_.turn[at(links[0])], {0, 0, 1});
    rest_weight_[at(side)] = 1.0F;
}

Vec3 Body::hip_of(int side, Vec3 pelvis) const {
    return pelvis + rotate(joints_[0], skeleton_.bone(kLegLinks[at(side)][0]).offset);
}

// ---- Posture

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

// ---- Legs

void Body::follow_ground(float dt, const StageView& view) {
    if (float_root) {
        root_y_ = {root.y, 0.0F};
        return;
    }
    float low = 1e9F;
    float high = -1e9F;
    for (const Foot& f : foot) {
        if (f.mode != FootMode::kFree) {
            const float y =
                f.mode == FootMode::kSwing ? lerp(f.from.y, f.to.y, f.progress) : f.ball.y;
            low = std::min(low, y);
            high = std::max(high, y);
        }
    }
    const float goal = low > 1e8F ? view.ground_y(root.x, root.z) : lerp(low, high, 0.35F);
    root_y_.step(goal, dt, 9.0F);
    root.y = root_y_.value;
}

void Body::solve_leg(int side, const FootPlace& place) {
    const auto& links = kLegLinks[at(side)];
    const TwoBone& chain = leg_[at(side)];
    const Vec3 hip = frames_.pivot[0] + rotate(frames_.turn[0], skeleton_.bone(links[0]).offset);
    const Quat pelvis = frames_.turn[0];
    const Vec3 pelvis_front = rotate(pelvis, {0, 0, 1});
    const Vec3 foot_front = heading_of(foot[at(side)].yaw);
    Vec3 front = pelvis_front * 0.55F + foot_front * 0.45F + Vec3{0, 0.02F, 0};
    front = rotate(from_axis_angle({0, 1, 0}, radians(sign_of(side) * knee_out)), front);
    if (length_squared(knee_front_[at(side)]) > 0.0F) {
        front = lerp(front, knee_front_[at(side)], rest_weight_[at(side)]);
    }
    const TwoBoneTurns turns = solve_two_bone(chain, hip, place.ankle, front);
    joints_[at(links[0])] = inverse(pelvis) * turns.upper;
    joints_[at(links[1])] = inverse(turns.upper) * turns.lower;
    joints_[at(links[2])] = inverse(turns.lower) * place.turn;
    joints_[at(links[3])] = inverse(place.turn) * place.toes_turn;
}

// Remembers the angles that inverse kinematics found, so that the leg can go on from there by
// posture.
void Body::keep_leg(int side) {
    const auto& links = kLegLinks[at(side)];
    const LegPose found = leg_of(joints_, side == 1);
    now_.leg[at(side)] = found;
    const std::size_t first = leg_values_at(side);
    for (std::size_t i = first; i < first + kLegValues; ++i) {
        fading_[i] = {};
    }
    Joints plain = joints_;
    set_leg(found, side == 1, plain);
    shin_rest_[at(side)] = inverse(plain[at(links[1])]) * joints_[at(links[1])];
    foot_rest_[at(side)] = inverse(plain[at(links[2])]) * joints_[at(links[2])];
    toes_rest_[at(side)] = inverse(plain[at(links[3])]) * joints_[at(links[3])];
}

void Body::solve_legs(float dt, const StageView& view, Vec3& pelvis) {
    std::array<FootPlace, 2> places;
    float drop = 0.0F;
    const float reach = leg_[0].reach() * 0.997F;
    for (int side = 0; side < 2; ++side) {
        Foot& f = foot[at(side)];
        if (f.mode == FootMode::kFree) {
            continue;
        }
        places[at(side)] = place_of(f, foot_shape_);
        const float unlike = f.mode == FootMode::kSwing && f.lift_m == 0.0F && landing_[at(side)]
                                 ? 1.0F - smoothstep(0.0F, 1.0F, f.progress)
                                 : 0.0F;
        landing_[at(side)] = landing_[at(side)] && f.mode == FootMode::kSwing && f.progress < 1.0F;
        if (unlike > 0.001F) {
            const Quat by = slerp({}, foot_turn_[at(side)], unlike);
            places[at(side)].turn = by * places[at(side)].turn;
            places[at(side)].toes_turn = by * places[at(side)].toes_turn;
            places[at(side)].ankle += foot_shift_[at(side)] * unlike;
        }
        // The heel of a leg that trails comes up when it would be too short, before the pelvis has
        // to come down; not at once, and not in a wide stance.
        if (f.mode == FootMode::kPlanted && f.pitch <= 0.0F && unlike < 0.05F) {
            const Vec3 hip = hip_of(side, pelvis);
            const float behind = dot(hip - places[at(side)].ankle, heading_of(f.yaw)) / scale();
            const float most =
                std::max(55.0F * smoothstep(0.08F, 0.30F, behind), now_.heel[at(side)] + 14.0F);
            const float lowest = std::max(-radians(std::min(most, 68.0F)), f.pitch - 6.0F * dt);
            if (distance(hip, places[at(side)].ankle) > reach && lowest < f.pitch) {
                Foot lifted = f;
                float low = lowest;
                float high = f.pitch;
                for (int i = 0; i < 14; ++i) {
                    lifted.pitch = 0.5F * (low + high);
                    places[at(side)] = place_of(lifted, foot_shape_);
                    (distance(hip, places[at(side)].ankle) > reach ? high : low) = lifted.pitch;
                }
                f.pitch = lifted.pitch;
                f.pitch_speed = std::min(f.pitch_speed, 0.0F);
            }
        }
        const float weight =
            f.mode == FootMode::kPlanted ? 1.0F : smoothstep(0.45F, 1.0F, f.progress);
        const Vec3 hip = hip_of(side, pelvis);
        const Vec3 to = places[at(side)].ankle - hip;
        const float level = to.x * to.x + to.z * to.z;
        const float down = std::sqrt(std::max(0.05F * reach * reach, reach * reach - level));
        drop = std::max(drop, weight * (-to.y - down));
    }
    // What holds the pelvis down may let go at once (a foot that leaves); the pelvis comes up
    // smoothly.
    pelvis_drop_.step(dt, 9.0F);
    if (drop > pelvis_drop_.value) {
        pelvis_drop_ = {drop, 0.0F};
    }
    pelvis.y -= pelvis_drop_.value;
    frames_.pivot[0] = pelvis;
    frames_.turn[0] = joints_[0];
    for (int side = 0; side < 2; ++side) {
        const auto& links = kLegLinks[at(side)];
        if (foot[at(side)].mode != FootMode::kFree) {
            solve_leg(side, places[at(side)]);
            keep_leg(side);
        } else {
            set_leg(now_.leg[at(side)], side == 1, joints_);
            const float w = rest_weight_[at(side)];
            joints_[at(links[1])] = joints_[at(links[1])] * slerp({}, shin_rest_[at(side)], w);
            joints_[at(links[2])] = joints_[at(links[2])] * slerp({}, foot_rest_[at(side)], w);
            joints_[at(links[3])] = joints_[at(links[3])] * slerp({}, toes_rest_[at(side)], w);
            if (!flight_) {
                keep_above_ground(side, view);
            }
        }
    }
}

// A free foot that its pose would put into the ground stands on it.
void Body::keep_above_ground(int side, const StageView& view) {
    const auto& links = kLegLinks[at(side)];
    const Quat thigh = frames_.turn[0] * joints_[at(links[0])];
    const Quat shin = thigh * joints_[at(links[1])];
    const Quat turn = shin * joints_[at(links[2])];
    const Quat toes = turn * joints_[at(links[3])];
    const Vec3 hip = frames_.pivot[0] + rotate(frames_.turn[0], skeleton_.bone(links[0]).offset);
    const Vec3 knee = hip + rotate(thigh, skeleton_.bone(links[1]).offset);
    const Vec3 ankle = knee + rotate(shin, skeleton_.bone(links[2]).offset);
    const float low = std::min({
        (ankle + rotate(turn, Vec3{0, 0, foot_shape_.heel_z} - foot_shape_.ankle)).y,
        (ankle + rotate(turn, -foot_shape_.ankle)).y,
        (ankle + rotate(turn, foot_shape_.toe_joint - foot_shape_.ankle) +
         rotate(toes, Vec3{0, -foot_shape_.toe_joint.y, foot_shape_.tip_z}))
            .y,
    });
    const float depth = view.ground_y(ankle.x, ankle.z) - low;
    if (depth <= 0.0F) {
        return;
    }
    const Vec3 front_before = knee_front_[at(side)];
    const float weight_before = rest_weight_[at(side)];
    knee_front_[at(side)] = rotate(thigh, {0, 0, 1});
    rest_weight_[at(side)] = 1.0F;
    solve_leg(side, {ankle + Vec3{0, depth, 0}, normalize(turn), normalize(toes)});
    knee_front_[at(side)] = front_before;
    rest_weight_[at(side)] = weight_before;
}

// ---- Arms

void Body::solve_arm(int side) {
    const Reaching& reaching = reaching_[at(side)];
    const auto& links = kArmLinks[at(side)];
    const TwoBone& chain = arm_[at(side)];
    const Quat collar = frames_.turn[at(links[0])];
    const Vec3 shoulder = frames_.pivot[at(links[1])];
    const Vec3 elbow =
        rotate(from_axis_angle({0, 1, 0}, yaw), reaching.goal.elbow * Vec3{sign_of(side), 1, 1});
    const Vec3 off{reaching.off[0].value, reaching.off[1].value, reaching.off[2].value};
    const Vec3 palm_at = reaching.goal.palm + off;
    const Quat roll = twist_y(joints_[at(links[2])]);
    const Quat bent = joints_[at(links[3])];
    // The hand goes on along the forearm as the posture has it, or as the goal wants it; the
    // forearm takes the part of the turn that is about its own axis.
    Quat hand_now = frames_.turn[at(links[3])];
    TwoBoneTurns turns;
    Quat fore;
    Quat wrist_local = bent;
    const float turned = clamp(reaching.turned.value, 0.0F, 1.0F);
    for (int pass = 0; pass < 4; ++pass) {
        const Vec3 wrist = palm_at - rotate(hand_now, palm_local_[at(side)]);
        turns = solve_two_bone(chain, shoulder, wrist, -elbow);
        const Quat wanted = slerp(turns.lower * roll * bent, reaching.turn, turned);
        fore = turns.lower * twist_y(inverse(turns.lower) * wanted);
        wrist_local = inverse(fore) * wanted;
        hand_now = wanted;
    }
    const float w = smoothstep(0.0F, 1.0F, reaching.weight.value);
    joints_[at(links[1])] = slerp(joints_[at(links[1])], inverse(collar) * turns.upper, w);
    joints_[at(links[2])] = slerp(joints_[at(links[2])], inverse(turns.upper) * fore, w);
    joints_[at(links[3])] = slerp(joints_[at(links[3])], wrist_local, w);
    skeleton_.forward_from(links[1], joints_, frames_);
}

void Body::solve_arms(float dt) {
    constexpr float kJump = 0.03F;  // metres in one step: another goal, not a moving one
    for (int side = 0; side < 2; ++side) {
        const HandGoal& wish = hand[at(side)];
        Reaching& reaching = reaching_[at(side)];
        if (wish.weight > 0.0F) {
            const Vec3 change = reaching.goal.palm - wish.palm;
            if (reaching.weight.value > 0.02F && length(change) > kJump) {
                reaching.off[0].value += change.x;
                reaching.off[1].value += change.y;
                reaching.off[2].value += change.z;
            }
            const Vec3 elbow =
                reaching.weight.value > 0.02F
                    ? lerp(reaching.goal.elbow, wish.elbow, std::min(1.0F, 8.0F * dt))
                    : wish.elbow;
            reaching.goal = wish;
            reaching.goal.elbow = elbow;
            reaching.in_heading = to_heading(wish.palm);
            if (wish.turn) {
                reaching.turn = reaching.turned.value > 0.02F
                                    ? slerp(reaching.turn, *wish.turn, std::min(1.0F, 14.0F * dt))
                                    : *wish.turn;
            }
        } else {
            reaching.goal.palm = to_world(reaching.in_heading);
        }
        reaching.weight.step(wish.weight, dt, 12.0F);
        reaching.turned.step(wish.weight > 0.0F && wish.turn ? 1.0F : 0.0F, dt, 14.0F);
        for (Fading& off : reaching.off) {
            off.step(dt, 11.0F);
        }
        if (reaching.weight.value > 0.002F) {
            solve_arm(side);
        } else {
            reaching.off = {};
        }
    }
}

// ---- Flight

void Body::leave_ground(const std::function<Posture(float)>& shape, float omega) {
    constexpr float kTick = 1.0F / static_cast<float>(kStepHz);
    const PostureValues last = values_of(now_);
    const PostureValues target = values_of(shape(0.0F));
    const PostureValues next = values_of(shape(kTick));
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        const float speed = clamp(speed_[i], -900.0F, 900.0F) - (next[i] - target[i]) / kTick;
        fading_[i] = {last[i] - target[i], speed};
    }
    for (int side = 0; side < 2; ++side) {
        foot[at(side)].mode = FootMode::kFree;
        last_mode_[at(side)] = FootMode::kFree;
        rest_weight_[at(side)] = 0.0F;
    }
    omega_ = omega;
    blending_ = 0;
}

Joints Body::joints_after(const std::function<Posture(float)>& shape, float time_s) const {
    PostureValues value = values_of(shape(time_s));
    for (std::size_t i = 0; i < kPostureSize; ++i) {
        Fading rest = fading_[i];
        rest.step(time_s, omega_);
        value[i] += rest.value;
    }
    const Posture posture = posture_of(value);
    Joints joints = joints_;
    set_spine(posture, joints);
    for (const bool right : {false, true}) {
        set_arm(posture.arm[right ? 1 : 0], right, joints);
        set_leg(posture.leg[right ? 1 : 0], right, joints);
    }
    keep_held(joints);
    return joints;
}

void Body::hold_fast(const Load& load, bool with_arms) {
    loaded_ = skeleton_.with(load);
    held_ = joints_;
    held_arms_ = with_arms;
    const auto own = at(skeleton_.count());
    joints_[own] = load.local.rotation;
    frames_.turn[own] = frames_.turn[at(load.bone)] * load.local.rotation;
    frames_.pivot[own] =
        frames_.pivot[at(load.bone)] + rotate(frames_.turn[at(load.bone)], load.local.position);
}

Pose Body::load_pose() const {
    HIBARI_CHECK(loaded_.has_value());
    const auto own = at(skeleton_.count());
    return {frames_.pivot[own], frames_.turn[own]};
}

void Body::keep_held(Joints& joints) const {
    if (!held_) {
        return;
    }
    for (int side = 0; side < 2; ++side) {
        for (const int link : kLegLinks[at(side)]) {
            joints[at(link)] = (*held_)[at(link)];
        }
        for (const int link : kArmLinks[at(side)]) {
            if (held_arms_) {
                joints[at(link)] = (*held_)[at(link)];
            }
        }
    }
}

Vec3 Body::momentum_to_end(
    const std::function<Posture(float)>& shape, Quat end, Vec3 way, float duration_s
) const {
    // A body turns steadily about its principal axes only: between the axis wanted and the nearest
    // of those, the one with which a trial flight ends best. Fewer steps than in the flight itself.
    constexpr int kAxes = 5;
    constexpr int kTries = 4;
    constexpr float kTick = 1.0F / 120.0F;
    const Skeleton& skeleton = flying_skeleton();
    const Inertia inertia = inertia_of(skeleton, frames_);
    const int steps = std::max(1, static_cast<int>(duration_s / kTick));
    const float dt = duration_s / static_cast<float>(steps);
    const auto miss_of = [&](Vec3 momentum) {
        Flight trial(skeleton, frames_, {.momentum = momentum, .gravity = 0.0F, .shape = shape});
        Frames frames = frames_;
        for (int k = 1; k <= steps; ++k) {
            trial.step(skeleton, joints_after(shape, dt * static_cast<float>(k)), dt, frames);
        }
        return spin_between(frames.turn[0], end, 1.0F);
    };
    const Vec3 wanted = normalize(way, {1, 0, 0});
    const Vec3 steady = principal_axis(inertia, wanted);
    Vec3 best{};
    float least = 1e9F;
    for (int i = 0; i < kAxes; ++i) {
        const float share = static_cast<float>(i) / static_cast<float>(kAxes - 1);
        const Vec3 axis = normalize(lerp(wanted, steady, share), wanted);
        float angle = length(way);
        for (int k = 0; k < kTries; ++k) {
            const Vec3 momentum = inertia * (axis * (angle / duration_s));
            const Vec3 miss = miss_of(momentum);
            if (length(miss) < least) {
                least = length(miss);
                best = momentum;
            }
            angle += 0.8F * dot(miss, axis);
        }
    }
    return best;
}

float Body::momentum_for_pitch(
    const std::function<Posture(float)>& shape, float angle_rad, float duration_s
) const {
    return momentum_for_turn(
        skeleton_, [&](float t) { return joints_after(shape, t); }, {1, 0, 0}, angle_rad, duration_s
    );
}

float Body::mass_height(const Posture& posture, float pitch_rad) const {
    Joints joints = joints_;
    set_spine(posture, joints);
    for (const bool right : {false, true}) {
        set_arm(posture.arm[right ? 1 : 0], right, joints);
        set_leg(posture.leg[right ? 1 : 0], right, joints);
    }
    joints[0] = from_axis_angle({1, 0, 0}, pitch_rad);
    Frames frames;
    skeleton_.forward({}, joints, frames);
    const Vec3 ankle = frames.pivot[kLeftFoot];
    const Quat turn = frames.turn[kLeftFoot];
    const float heel = (ankle + rotate(turn, Vec3{0, 0, foot_shape_.heel_z} - foot_shape_.ankle)).y;
    const float ball = (ankle + rotate(turn, -foot_shape_.ankle)).y;
    return hibari::world::center_of_mass(skeleton_, frames).y - std::min(heel, ball);
}

void Body::take_off(const FlightPlan& plan) {
    flight_.emplace(flying_skeleton(), frames_, plan);
}

void Body::touch_down(const StageView& view, float omega) {
    HIBARI_CHECK(flight_.has_value());
    const Quat turn = frames_.turn[0];
    const Vec3 front = rotate(turn, {0, 0, 1});
    const Vec3 up = rotate(turn, {0, 1, 0});
    // The heading: where the chest faces, or where its back points when it lies.
    const Vec3 level = std::fabs(front.y) < 0.85F ? front : up * (front.y > 0.0F ? -1.0F : 1.0F);
    const Vec3 pelvis = frames_.pivot[0];
    yaw = std::atan2(level.x, level.z);
    root = {pelvis.x, view.ground_y(pelvis.x, pelvis.z), pelvis.z};
    root_y_ = {root.y, 0.0F};
    find_footing(view);
    for (int side = 0; side < 2; ++side) {
        plant_leg(side, view);
        rest_weight_[at(side)] = 1.0F;
    }
    Vec3 sole{};
    for (const Foot& f : foot) {
        sole += f.ball * 0.5F;
    }
    // The body comes to stand over its feet.
    root.x = sole.x;
    root.z = sole.z;
    root = root - heading_of(yaw) * (0.06F * scale());
    velocity = {};
    keep_motion();
    flight_.reset();
    loaded_.reset();
    held_.reset();
    blend(omega);
}

void Body::stop_flight(float omega) {
    HIBARI_CHECK(flight_.has_value());
    root = frames_.pivot[0] - Vec3{0, stand_m_, 0};
    root_y_ = {root.y, 0.0F};
    float_root = true;
    velocity = {};
    keep_motion();
    flight_.reset();
    loaded_.reset();
    held_.reset();
    blend(omega);
}

// The pelvis' place and turn in the heading's frame, and how fast they change, become the posture's
// own.
void Body::keep_motion() {
    const auto put = [&](Posture& posture, Quat turn, Vec3 pelvis) {
        posture.hips = bend_of(from_axis_angle({0, 1, 0}, -yaw) * turn);
        posture.pelvis = (to_heading(pelvis) - Vec3{0, stand_m_, 0}) / scale();
    };
    Posture before = now_;
    put(before, last_frames_.turn[0], last_frames_.pivot[0]);
    put(now_, frames_.turn[0], frames_.pivot[0]);
    const PostureValues a = values_of(before);
    const PostureValues b = values_of(now_);
    for (std::size_t i = 0; i < 6; ++i) {
        const float change = b[i] - a[i];
        // Angles of one turn apart are the same angle.
        speed_[i] = (i < 3 ? change : std::remainder(change, 360.0F)) * static_cast<float>(kStepHz);
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
    speed_ = {};
    solved_ = true;
    blend(4.0F);
}

// ---- Everything

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
    const auto hand_link = at(kArmLinks[at(side)][3]);
    return frames_.pivot[hand_link] + rotate(frames_.turn[hand_link], palm_local_[at(side)]);
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
