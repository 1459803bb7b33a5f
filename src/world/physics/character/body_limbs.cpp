#include "world/physics/character/body.h"
#include "world/physics/character/body_links.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

// The part of `q` that turns about Y.
Quat twist_y(Quat q) {
    return normalize(Quat{0, q.y, 0, q.w});
}

}  // namespace

void Body::plant_leg(int side, const StageView& view) {
    const auto& links = kLegLinks[at(side)];
    const Quat turn = frames_.turn[at(links[2])];
    const Vec3 ankle = frames_.pivot[at(links[2])];
    Foot down = foot_at(ankle, turn, foot_shape_, view);
    if (line) {
        const Vec3 own = home(side);
        const Vec3 on_it = own + *line * dot(down.ball - own, *line);
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

}  // namespace hibari::world
