#include "world/physics/character/animal_body.h"

#include "base/check.h"
#include "world/physics/character/feet.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <string>

namespace hibari::world {

namespace {

constexpr std::array<std::string_view, 4> kLegs{
    "left_fore", "right_fore", "left_hind", "right_hind"
};
constexpr float kLegReach = 0.995F;   // Of the straight leg: beyond it the paw rolls.
constexpr float kBladeGlide = 0.38F;  // Share of a fore leg's swing that the shoulder blade takes.
constexpr float kBladeLimit = 0.17F;  // Of the leg's height.
constexpr float kRollLimit = 1.15F;   // Radians of a paw over its toes.

// Where foot_x begins among the values of a posture.
constexpr std::size_t kFirstFoothold = offsetof(AnimalPosture, foot_x) / sizeof(float);
constexpr std::size_t kRoll = offsetof(AnimalPosture, roll) / sizeof(float);

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

using Values = std::array<float, kAnimalPostureSize>;

Values values_of(const AnimalPosture& posture) {
    return std::bit_cast<Values>(posture);
}

AnimalPosture posture_of(const Values& values) {
    return std::bit_cast<AnimalPosture>(values);
}

Quat turn_about_x(float angle) {
    return from_axis_angle({1, 0, 0}, angle);
}

Quat turn_about_y(float angle) {
    return from_axis_angle({0, 1, 0}, angle);
}

Quat turn_about_z(float angle) {
    return from_axis_angle({0, 0, 1}, angle);
}

float lowest(const Link& link) {
    float low = 1e9F;
    for (const Part& part : link.parts) {
        low = std::min(low, bounds(part.shape, compose(link.rest, part.local)).low.y);
    }
    return low;
}

float ease(float u) {
    return u * u * (3.0F - 2.0F * u);
}

}  // namespace

AnimalBody::AnimalBody(const Blueprint& blueprint, Runner runner)
    : skeleton_(blueprint), runner_(runner) {
    head_ = skeleton_.find("head");
    const int ribs = skeleton_.find("ribs");
    HIBARI_CHECK(head_ > 0 && ribs > 0, head_, ribs);
    waist_ = skeleton_.rest_pivot(ribs);
    for (int i = 0; i < 4; ++i) {
        Leg& leg = leg_[at(i)];
        const std::string name(kLegs[at(i)]);
        leg.upper = skeleton_.find(name + "_upper");
        leg.lower = skeleton_.find(name + "_lower");
        leg.cannon = skeleton_.find(name + "_cannon");
        leg.paw = skeleton_.find(name + "_paw");
        HIBARI_CHECK(leg.paw > 0, name);
        leg.hind = i >= 2;
        const Vec3 top = skeleton_.rest_pivot(leg.upper);
        const Vec3 bend = skeleton_.rest_pivot(leg.lower);
        const Vec3 wrist = skeleton_.rest_pivot(leg.cannon);
        leg.rest_knuckle = skeleton_.rest_pivot(leg.paw);
        leg.cannon_bone = leg.rest_knuckle - wrist;
        // Hind: thigh and cannon stay parallel, as the tendons of the hock make them ("reciprocal
        // apparatus"), so that three bones reach like two.
        leg.chain = {
            .upper = leg.upper,
            .lower = leg.lower,
            .upper_bone = leg.hind ? bend - top + leg.cannon_bone : bend - top,
            .lower_bone = leg.hind ? wrist - bend : leg.rest_knuckle - bend,
            .bends_back = leg.hind,
        };
        leg.height_m = top.y - leg.rest_knuckle.y;
    }
    const Vec3 left = skeleton_.rest_pivot(leg_[0].upper);
    const Vec3 left_hip = skeleton_.rest_pivot(leg_[2].upper);
    shoulder_ = {0, left.y, left.z};
    hip_ = {0, left_hip.y, left_hip.z};
    rump_low_ = lowest(blueprint.links.front());
    chest_low_ = lowest(blueprint.links[at(ribs)]);
    mouth_local_ = {0, 0, 0.1F};
    for (const Anchor& anchor : blueprint.anchors) {
        const Link& link = blueprint.links[at(anchor.link)];
        const Vec3 in_thing = anchor.local.position + link.rest.position;
        if (anchor.name == "mouth") {
            mouth_local_ = in_thing - skeleton_.rest_pivot(head_);
        }
        if (anchor.name == "nose") {
            nose_ = in_thing;
        }
        for (int i = 0; i < 4; ++i) {
            if (anchor.name == std::string(kLegs[at(i)]) + "_foot") {
                leg_[at(i)].toe_m = 2.2F * (in_thing.z - leg_[at(i)].rest_knuckle.z);
            }
        }
    }
    stance_half_ = 1e9F;
    for (const Leg& leg : leg_) {
        const float tall = leg.height_m - 0.035F * hip_.y;
        const float reach = 0.985F * leg.chain.reach();
        const float level = std::sqrt(std::max(0.0F, reach * reach - tall * tall));
        const float glide = leg.hind ? 0.0F : 0.8F * kBladeLimit * leg.height_m;
        stance_half_ = std::min(stance_half_, level + glide + 0.35F * leg.toe_m);
    }
    Frames rest;
    Joints none{};
    skeleton_.forward(skeleton_.root_rest(), none, rest);
    mass_rest_ = hibari::world::center_of_mass(skeleton_, rest);
}

void AnimalBody::place(Vec3 where, float heading, const StageView* view) {
    root = where;
    yaw = heading;
    velocity = {};
    for (int i = 0; i < 4; ++i) {
        Paw& p = paw[at(i)];
        p = {};
        p.at = home(i);
        p.yaw = heading;
        if (view != nullptr) {
            p.at.y = view->ground_y(p.at.x, p.at.z);
        }
        last_mode_[at(i)] = PawMode::kPlanted;
    }
    grounded_ = false;
    solved_ = false;
}

Vec3 AnimalBody::home(int leg, Vec3 where, float heading) const {
    const Leg& l = leg_[at(leg)];
    const float side = leg % 2 == 0 ? 1.0F : -1.0F;
    const Vec3 local{
        l.rest_knuckle.x + side * want.foot_x[at(leg)] * hip_.y,
        0,
        l.rest_knuckle.z + want.foot_z[at(leg)] * hip_.y
    };
    const Vec3 away = rotate(turn_about_y(heading), local);
    return {where.x + away.x, where.y, where.z + away.z};
}

void AnimalBody::begin_swing(int leg, float lift_m) {
    Paw& p = paw[at(leg)];
    // From where it is: up on its toes perhaps.
    if (solved_ && p.mode == PawMode::kPlanted) {
        p.at = knuckle(leg) - Vec3{0, leg_[at(leg)].rest_knuckle.y, 0};
        p.ease = {};
    }
    p.mode = PawMode::kSwing;
    p.curl_from = p.roll;
    p.roll = 0.0F;
    p.from = p.at;
    p.yaw_from = p.yaw;
    p.to = p.at;
    p.yaw_to = p.yaw;
    p.progress = 0.0F;
    p.due = false;
    p.lift_m = lift_m;
}

bool AnimalBody::advance_swing(int leg, float share, const StageView& view) {
    Paw& p = paw[at(leg)];
    p.progress = std::min(1.0F, p.progress + share);
    const float u = p.progress;
    const float s = ease(u);
    p.to.y = view.ground_y(p.to.x, p.to.z);
    // At the edge of a table it keeps its paws on the table.
    const float floor = view.ground_y(root.x, root.z);
    for (int i = 0; i < 6 && p.to.y < floor - 0.45F * hip_.y; ++i) {
        p.to = lerp(p.to, root, 0.2F);
        p.to.y = view.ground_y(p.to.x, p.to.z);
    }
    Vec3 where = lerp(p.from, p.to, s);
    const float arc = 16.0F * u * u * (1.0F - u) * (1.0F - u);
    where.y = lerp(p.from.y, p.to.y, ease(std::min(1.0F, 1.4F * u))) + p.lift_m * arc;
    p.at = where;
    p.yaw = lerp(p.yaw_from, p.yaw_to, s);
    p.curl = std::min(1.3F, 9.0F * p.lift_m / hip_.y) * arc + p.curl_from * (1.0F - s);
    if (u < 1.0F) {
        return false;
    }
    p.at = p.to;
    p.curl = 0.0F;
    p.mode = PawMode::kPlanted;
    return true;
}

void AnimalBody::plant(int leg, const StageView& view) {
    Paw& p = paw[at(leg)];
    const Vec3 now = knuckle(leg);
    p.mode = PawMode::kPlanted;
    p.at = {now.x, view.ground_y(now.x, now.z), now.z};
    p.yaw = yaw;
    p.curl = 0.0F;
}

void AnimalBody::free_paws() {
    for (Paw& p : paw) {
        p.mode = PawMode::kFree;
    }
}

Vec3 AnimalBody::knuckle(int leg) const {
    return frames_.pivot[at(leg_[at(leg)].paw)];
}

Vec3 AnimalBody::mouth() const {
    return frames_.pivot[at(head_)] + rotate(frames_.turn[at(head_)], mouth_local_);
}

void AnimalBody::take_off(Vec3 with_velocity, float pitch_rate, float gravity) {
    flying_ = true;
    flight_s_ = 0.0F;
    flight_gravity_ = gravity;
    flight_from_ = center_of_mass();
    flight_velocity_ = with_velocity;
    flight_pitch_ = pitch_;
    flight_pitch_rate_ = pitch_rate;
    free_paws();
}

Vec3 AnimalBody::flight_velocity() const {
    return flight_velocity_ - Vec3{0, flight_gravity_ * flight_s_, 0};
}

void AnimalBody::touch_down(const StageView& view, bool running) {
    flying_ = false;
    for (int i = 0; i < 4; ++i) {
        if (running && i >= 2) {
            begin_swing(i, 0.0F);
            Paw& p = paw[at(i)];
            p.from = knuckle(i) - Vec3{0, leg_[at(i)].rest_knuckle.y, 0};
            p.at = p.from;
            p.to = home(i);
        } else {
            plant(i, view);
        }
    }
    // The body keeps its motion; springs take it to where it stands.
    const Vec3 speed = flight_velocity();
    velocity = {speed.x, 0, speed.z};
    height_fade_.speed = speed.y;
    pitch_fade_.speed = flight_pitch_rate_;
    bob_weight = 0.0F;
    grounded_ = false;
}

void AnimalBody::spring_posture(float dt) {
    const Values goal = values_of(want);
    Values values = values_of(slow_);
    for (std::size_t i = 0; i < kAnimalPostureSize; ++i) {
        Following f{values[i], speed_[i]};
        f.step(goal[i], dt, pace);
        values[i] = f.value;
        speed_[i] = f.speed;
    }
    slow_ = posture_of(values);
    const Values extra = values_of(quick);
    for (std::size_t i = 0; i < kAnimalPostureSize; ++i) {
        const float change = extra[i] - last_quick_[i];
        // The first four and the footholds are lengths, the others degrees.
        const bool is_length = i < 4 || (i >= kFirstFoothold && i < kAnimalPostureSize - 4);
        const bool is_whole_turn = i == kRoll && std::fabs(change) > 300.0F;
        if (solved_ && !is_whole_turn && std::fabs(change) > (is_length ? 0.012F : 2.5F)) {
            jump_[i].value -= change;
        }
        last_quick_[i] = extra[i];
        jump_[i].step(dt, 9.0F);
        values[i] += extra[i] + jump_[i].value;
    }
    now_ = posture_of(values);
}

void AnimalBody::follow_ground(float dt, const StageView& view) {
    const Vec3 ahead = front();
    const float fore_z = shoulder_.z;
    const float hind_z = hip_.z;
    float fore = view.ground_y(root.x + ahead.x * fore_z, root.z + ahead.z * fore_z);
    float hind = view.ground_y(root.x + ahead.x * hind_z, root.z + ahead.z * hind_z);
    // An end that hangs over an edge is held by the rest.
    const float middle = view.ground_y(root.x, root.z);
    fore = fore < middle - 0.45F * hip_.y ? middle : fore;
    hind = hind < middle - 0.45F * hip_.y ? middle : hind;
    if (afloat_y) {
        fore = hind = *afloat_y;
    }
    if (!grounded_) {
        grounded_ = true;
        ground_fore_ = {fore, 0.0F};
        ground_hind_ = {hind, 0.0F};
    }
    ground_fore_.step(fore, dt, 12.0F);
    ground_hind_.step(hind, dt, 12.0F);
    root.y = 0.5F * (ground_fore_.value + ground_hind_.value);
}

void AnimalBody::pose_trunk(const AnimalPosture& p, float dt) {
    const float h = hip_.y;
    const Quat heading = turn_about_y(yaw);
    const Quat spine = turn_about_y(radians(p.bend)) * turn_about_x(radians(p.back)) *
                       turn_about_z(radians(p.twist));
    const Vec3 chord = waist_ - hip_ + rotate(spine, shoulder_ - waist_);
    const float flat = std::sqrt(chord.y * chord.y + chord.z * chord.z);
    const float hind_y = ground_hind_.value + hip_.y + p.hind_y * h;
    const float fore_y = ground_fore_.value + shoulder_.y + p.fore_y * h;
    const float own = std::atan2(chord.y, chord.z);
    const float stands = std::asin(clamp((fore_y - hind_y) / flat, -0.98F, 0.98F)) - own;
    float wanted = stands;
    if (flying_) {
        wanted = flight_pitch_ + flight_pitch_rate_ * flight_s_;
        pitch_fade_ = {wanted - stands, pitch_fade_.speed};
    } else {
        pitch_fade_.step(dt, 9.0F);
        wanted += pitch_fade_.value;
    }
    pitch_ = wanted;
    joints_[0] = heading * turn_about_x(-pitch_) * turn_about_z(radians(p.roll));
    const int ribs = skeleton_.bone(leg_[0].upper).parent;
    joints_[at(ribs)] = spine;
    const float tilt = degrees(pitch_) - p.back;  // The chest's nose-up angle.
    const int neck = skeleton_.bone(head_).parent;
    const float neck_down = p.neck + 0.45F * tilt;
    joints_[at(neck)] = turn_about_y(radians(p.neck_yaw)) * turn_about_x(radians(neck_down));
    joints_[at(head_)] = turn_about_y(radians(p.head_yaw)) *
                         turn_about_x(radians(p.head + 0.55F * tilt)) *
                         turn_about_z(radians(p.head_roll));
    for (int i = 0; i < skeleton_.count(); ++i) {
        const std::string_view name = skeleton_.bone(i).name;
        if (name == "jaw") {
            joints_[at(i)] = turn_about_x(radians(p.jaw));
        } else if (name.starts_with("tail")) {
            const bool root_of_tail = name == "tail_1";
            const float lift = root_of_tail ? p.tail : p.tail_curl;
            joints_[at(i)] = turn_about_y(radians(root_of_tail ? p.tail_yaw : 0.6F * p.tail_yaw)) *
                             turn_about_x(radians(lift));
        }
    }
    const Vec3 middle = rotate(joints_[0], chord * 0.5F);
    const Vec3 rest_middle{p.sway_x * h, 0, 0.5F * (hip_.z + shoulder_.z) + p.shift_z * h};
    const Vec3 away = rotate(heading, rest_middle);
    height_fade_.step(dt, 9.0F);
    const Vec3 pelvis{
        root.x + away.x - middle.x,
        hind_y + (flying_ ? 0.0F : height_fade_.value),
        root.z + away.z - middle.z
    };
    skeleton_.forward(pelvis, joints_, frames_);
}

Vec3 AnimalBody::goal_of(int index, const AnimalPosture& p, Quat& paw_turn) const {
    const Leg& leg = leg_[at(index)];
    const Paw& foot = paw[at(index)];
    const float h = hip_.y;
    const float side = index % 2 == 0 ? 1.0F : -1.0F;
    if (foot.mode == PawMode::kFree) {
        // Hangs from the trunk as it stood under it.
        const int parent = skeleton_.bone(leg.upper).parent;
        const Vec3 top = skeleton_.rest_pivot(leg.upper);
        Vec3 local = leg.rest_knuckle - top;
        local += Vec3{side * p.foot_x[at(index)], p.foot_y[at(index)], p.foot_z[at(index)]} * h;
        const Quat trunk = frames_.turn[at(parent)];
        paw_turn = normalize(trunk * turn_about_x(radians(p.wrist[at(index)])));
        return frames_.pivot[at(leg.upper)] + rotate(trunk, local);
    }
    const Quat sole = turn_about_y(foot.yaw);
    paw_turn = normalize(sole * turn_about_x(foot.curl));
    Vec3 goal = foot.at + Vec3{0, leg.rest_knuckle.y, 0};
    return goal;
}

void AnimalBody::solve_leg(int index, const AnimalPosture& p) {
    const Leg& leg = leg_[at(index)];
    Paw& foot = paw[at(index)];
    const int parent = skeleton_.bone(leg.upper).parent;
    const Quat trunk = frames_.turn[at(parent)];
    Vec3 top = frames_.pivot[at(parent)] + rotate(trunk, skeleton_.bone(leg.upper).offset);
    Quat paw_turn;
    Vec3 goal = goal_of(index, p, paw_turn);
    goal += Vec3{foot.ease[0].value, foot.ease[1].value, foot.ease[2].value};
    paw_turn = normalize(slerp(Quat{}, foot.turn_off, foot.turn_ease.value) * paw_turn);
    if (!leg.hind) {
        const Vec3 way = rotate(inverse(trunk), goal - top);
        const Vec3 rest = leg.rest_knuckle - skeleton_.rest_pivot(leg.upper);
        const float limit = kBladeLimit * leg.height_m;
        const float glide = limit * std::tanh(kBladeGlide * (way.z - rest.z) / limit);
        top += rotate(trunk, Vec3{0, 0.10F * std::fabs(glide), glide});
    }
    TwoBone chain = leg.chain;
    float flex = 0.0F;
    if (!leg.hind) {
        flex = std::max(0.0F, foot.flex.value);
        chain.lower_bone =
            leg.chain.lower_bone - leg.cannon_bone + rotate(turn_about_x(flex), leg.cannon_bone);
    }
    const float reach = kLegReach * chain.reach();
    foot.roll = 0.0F;
    if (foot.mode == PawMode::kPlanted && distance(top, goal) > reach) {
        // The heel comes up: the paw rolls over its toes just far enough.
        const Quat sole = turn_about_y(foot.yaw);
        const Vec3 toe = goal + rotate(sole, Vec3{0, -leg.rest_knuckle.y, leg.toe_m});
        const Vec3 arm = goal - toe;
        // The nearest that rolling can bring it: the knuckle between toe and shoulder.
        const Vec3 side = rotate(sole, {1, 0, 0});
        const Vec3 to_top = top - toe;
        const float straight = std::atan2(
            dot(cross(arm, to_top), side), dot(arm, to_top) - dot(arm, side) * dot(to_top, side)
        );
        float low = 0.0F;
        float high = clamp(straight, 0.0F, kRollLimit);
        for (int i = 0; i < 12; ++i) {
            const float middle = 0.5F * (low + high);
            const Vec3 rolled = toe + rotate(from_axis_angle(side, middle), arm);
            (distance(top, rolled) > reach ? low : high) = middle;
        }
        foot.roll = high;
        const Quat roll = from_axis_angle(side, high);
        goal = toe + rotate(roll, arm);
        paw_turn = normalize(roll * paw_turn);
    }
    const Vec3 ahead = rotate(trunk, {0, 0, 1});
    const TwoBoneTurns turns = solve_two_bone(chain, top, goal, ahead);
    const auto set = [&](int link, Vec3 pivot, Quat turn) {
        frames_.pivot[at(link)] = pivot;
        frames_.turn[at(link)] = turn;
    };
    const Quat upper = turns.upper;
    const Vec3 bend = top + rotate(upper, skeleton_.bone(leg.lower).offset);
    const Vec3 wrist = bend + rotate(turns.lower, skeleton_.bone(leg.cannon).offset);
    const Quat cannon = leg.hind ? upper : normalize(turns.lower * turn_about_x(flex));
    const Vec3 end = wrist + rotate(cannon, skeleton_.bone(leg.paw).offset);
    set(leg.upper, top, upper);
    set(leg.lower, bend, turns.lower);
    set(leg.cannon, wrist, cannon);
    set(leg.paw, end, paw_turn);
}

void AnimalBody::pose_legs(const AnimalPosture& p, float dt) {
    for (int i = 0; i < 4; ++i) {
        Paw& foot = paw[at(i)];
        if (solved_ && foot.mode != last_mode_[at(i)]) {
            Quat turn;
            const bool freed = foot.mode == PawMode::kFree || last_mode_[at(i)] == PawMode::kFree;
            if (freed) {
                const Vec3 off = last_knuckle_[at(i)] - goal_of(i, p, turn);
                foot.ease = {Fading{off.x, 0}, Fading{off.y, 0}, Fading{off.z, 0}};
                foot.turn_off = normalize(last_turn_[at(i)] * inverse(turn));
                foot.turn_ease = {1.0F, 0.0F};
            }
        }
        last_mode_[at(i)] = foot.mode;
        for (Fading& e : foot.ease) {
            e.step(dt, foot.mode == PawMode::kPlanted ? 24.0F : 11.0F);
        }
        foot.turn_ease.step(dt, 16.0F);
        if (i < 2) {
            const float swung = 1.25F * (foot.curl - foot.curl_from * (1.0F - ease(foot.progress)));
            const float wanted = foot.mode == PawMode::kSwing  ? swung
                                 : foot.mode == PawMode::kFree ? radians(p.wrist[at(i)])
                                                               : 0.0F;
            foot.flex.step(std::max(0.0F, wanted), dt, 40.0F);
        }
        solve_leg(i, p);
    }
}

void AnimalBody::shift(Vec3 by) {
    for (int i = 0; i < skeleton_.count(); ++i) {
        frames_.pivot[at(i)] += by;
    }
}

// From the posture in which it lay to the one in which it stands, joint by joint.
void AnimalBody::get_up(float dt) {
    fallen_weight_ = std::max(0.0F, fallen_weight_ - dt / 0.9F);
    const float w = ease(fallen_weight_);
    for (int i = 0; i < skeleton_.count(); ++i) {
        const int parent = skeleton_.bone(i).parent;
        const Quat turn = parent < 0 ? frames_.turn[at(i)]
                                     : inverse(frames_.turn[at(parent)]) * frames_.turn[at(i)];
        joints_[at(i)] = slerp(turn, fallen_[at(i)], w);
    }
    const Vec3 pelvis = lerp(frames_.pivot[0], fallen_at_, w);
    skeleton_.forward(pelvis, joints_, frames_);
}

void AnimalBody::solve(float dt, const StageView& view) {
    spring_posture(dt);
    if (flying_) {
        flight_s_ += dt;
        const Vec3 speed = flight_velocity();
        root.x += speed.x * dt;
        root.z += speed.z * dt;
        velocity = {speed.x, 0, speed.z};
    } else {
        follow_ground(dt, view);
    }
    pose_trunk(now_, dt);
    pose_legs(now_, dt);
    if (flying_) {
        const Vec3 goal = flight_from_ + flight_velocity_ * flight_s_ -
                          Vec3{0, 0.5F * flight_gravity_ * flight_s_ * flight_s_, 0};
        const Vec3 off = goal - center_of_mass();
        shift(off);
        // What the trunk is now above where the posture would carry it: where springs start from
        // when it lands.
        height_fade_.value =
            frames_.pivot[0].y - (ground_hind_.value + hip_.y + now_.hind_y * hip_.y);
        root.x += off.x;
        root.z += off.z;
    } else if (bob_weight > 0.0F) {
        // The centre of mass keeps its path whatever the limbs do.
        const float stand = mass_rest_.y + 0.5F * (now_.fore_y + now_.hind_y) * hip_.y -
                            0.5F * (quick.fore_y + quick.hind_y) * hip_.y;
        const float goal = root.y + stand + bob_m;
        constexpr int kPasses = 6;  // Each leaves a tenth of the error: the legs weigh that much.
        for (int pass = 0; pass < kPasses; ++pass) {
            const float off = bob_weight * (goal - center_of_mass().y);
            if (pass > 0 && std::fabs(off) < 1e-6F) {
                break;
            }
            shift({0, off, 0});
            for (int i = 0; i < 4; ++i) {
                solve_leg(i, now_);
            }
        }
    }
    if (fallen_weight_ > 0.0F) {
        get_up(dt);
    }
    for (int i = 0; i < 4; ++i) {
        last_knuckle_[at(i)] = knuckle(i);
        last_turn_[at(i)] = frames_.turn[at(leg_[at(i)].paw)];
    }
    const Vec3 mass = center_of_mass();
    mass_velocity_ = solved_ && dt > 0.0F ? (mass - last_mass_) / dt : Vec3{};
    last_mass_ = mass;
    solved_ = true;
}

void AnimalBody::adopt(std::span<const Pose> poses, const StageView& view) {
    const Vec3 pelvis = skeleton_.joints_of(poses, joints_);
    skeleton_.forward(pelvis, joints_, frames_);
    const Vec3 ahead = rotate(frames_.turn[0], {0, 0, 1});
    want = {};
    quick = {};
    yaw = std::atan2(ahead.x, ahead.z);
    const Vec3 back = rotate(turn_about_y(yaw), Vec3{0, 0, 0.5F * (hip_.z + shoulder_.z)});
    root = {pelvis.x - back.x, view.ground_y(pelvis.x, pelvis.z), pelvis.z - back.z};
    velocity = {};
    flying_ = false;
    grounded_ = false;
    fallen_ = joints_;
    fallen_at_ = pelvis;
    fallen_weight_ = 1.0F;
    for (int i = 0; i < 4; ++i) {
        Paw& p = paw[at(i)];
        p = {};
        p.at = home(i);
        p.at.y = view.ground_y(p.at.x, p.at.z);
        p.yaw = yaw;
        last_mode_[at(i)] = PawMode::kPlanted;
    }
    height_fade_ = {};
    pitch_fade_ = {};
    slow_ = {};
    speed_ = {};
    solved_ = true;
}

}  // namespace hibari::world
