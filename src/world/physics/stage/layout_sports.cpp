#include "world/physics/character/ball_skill.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kPitch = 7.0F;        // From the pitcher to the batter, nearer than on a field;
constexpr float kBatReach = 1.05F;    // so far before the batter the ball is met.
constexpr float kDunk = 4.6F;         // Run-up to the hoop.
constexpr float kLayup = 1.7F;        // From the shooter to the point under the rim;
constexpr float kFreeThrow = 4.5F;    // the line is at 4.6 m (FIBA rule 2),
constexpr float kThreePoint = 6.75F;  // the arc at 6.75 m,
constexpr float kHalfCourt = 11.0F;   // and half a court is 14 m, less a few steps.
constexpr float kPenalty = 6.5F;      // From the ball to the goal.
constexpr float kBesideKicker_rad = 0.52F;
constexpr float kPutt = 3.2F;        // From the ball to the hole.
constexpr float kPass = 4.0F;        // Between two who throw or kick to each other.
constexpr float kLaneWidth = 0.9F;   // Between runners side by side, more for what they ride.
constexpr float kLaneLength = 6.4F;  // From the bowler to the head pin.
constexpr float kKickStep = 0.42F;   // From the kicker to the near side of the ball.

float throw_distance(Arrangement& plan, const Action& action, int target) {
    if (const Anchor* rim = plan.find_anchor(target, "rim"); rim != nullptr) {
        return action.verb == Verb::kDunk ? kDunk
               : action.intensity < 0.6F  ? kLayup
               : action.intensity < 1.4F  ? kFreeThrow
               : action.intensity < 1.8F  ? kThreePoint
                                          : kHalfCourt;
    }
    if (plan.at(target).is_alive()) {
        constexpr float kHandedOver = 1.6F;
        return action.intensity > 1.3F ? 7.0F : action.intensity <= kGiving ? kHandedOver : 4.5F;
    }
    return std::max(3.0F, plan.half(target).x + 2.5F);
}

/// Subject on one side, target on the other, their game point `distance` apart.
void face_target(Arrangement& plan, int subject, int target, float way, float apart) {
    Vec3 point{};
    for (const char* name : {"rim", "goal"}) {
        if (const Anchor* anchor = plan.find_anchor(target, name); anchor != nullptr) {
            point = plan.rest_anchor(target, *anchor);
        }
    }
    const Quat turn = facing({-way, 0, 0.12F});
    const Vec3 reach = rotate(turn, {point.x, 0, point.z});
    const Vec3 spot{way * apart * 0.5F, 0, 0};
    plan.put(target, spot - reach, turn);
    plan.put(subject, {-way * apart * 0.5F, 0, 0}, facing({way, 0, 0}));
}

/// The kicker in front with the back to the camera, which looks past the ball at the goal.
void face_goal(Arrangement& plan, int subject, int target, float way) {
    const Vec3 along{0, 0, -1};
    plan.layout.view_yaw = kBesideKicker_rad * way;
    Vec3 point{};
    if (const Anchor* mouth = plan.find_anchor(target, "goal"); mouth != nullptr) {
        point = plan.rest_anchor(target, *mouth);
    }
    const Quat turn = facing(-along);
    const Vec3 start = along * (-0.45F * kPenalty);
    plan.put(target, start + along * kPenalty - rotate(turn, {point.x, 0, point.z}), turn);
    plan.put(subject, start, facing(along));
}

bool is_net(Arrangement& plan, int target) {
    return target >= 0 && plan.at(target).script.kind.ends_with("_net");
}

bool is_goal(Arrangement& plan, int target) {
    return target >= 0 && plan.find_anchor(target, "goal") != nullptr && plan.half(target).x > 1.0F;
}

/// What whoever awaits a ball beyond the net does about it.
bool returns(Verb verb) {
    switch (verb) {
        case Verb::kBat:
        case Verb::kCatch:
        case Verb::kDive:
        case Verb::kJump:
        case Verb::kRun:
        case Verb::kPickUp:
        case Verb::kFall:
        case Verb::kStand:
        case Verb::kStay:
        case Verb::kLook:  // of an ace
        case Verb::kShakeHead:
        case Verb::kFrown:
        case Verb::kGasp:
            return true;
        default:
            return false;
    }
}

/// Two who hit to and fro are seen from the side, the net between them.
bool face_rally(Arrangement& plan, int subject, int net, float way) {
    constexpr float kFromNet_m = 3.4F;
    for (const Action& action : plan.shot.actions) {
        const int rival = plan.scene.find(action.subject);
        if (action.verb != Verb::kBat || rival < 0 || rival == subject ||
            !plan.at(rival).is_alive()) {
            continue;
        }
        const Vec3 along = normalize(Vec3{way, 0, -0.18F});
        plan.put(net, {0, 0, 0}, facing(along));
        plan.put(subject, along * -kFromNet_m, facing(along));
        plan.put(rival, along * kFromNet_m, facing(-along));
        return true;
    }
    return false;
}

/// The server in front with the back half turned to the camera, the net across the way of the
/// ball. Nets stand across Z.
void face_net(Arrangement& plan, int subject, int net, float way) {
    if (face_rally(plan, subject, net, way)) {
        return;
    }
    const bool high = plan.half(net).y > 1.0F;  // Played at from near, a low one from the baseline.
    const float away = high ? 2.6F : 6.5F;
    const Vec3 along = normalize(Vec3{0.62F * way, 0, -0.78F});
    plan.put(net, along * (0.5F * away), facing(along));
    plan.put(subject, along * (-0.5F * away), facing(along));
    // Whoever else plays awaits the ball on the other side.
    float aside = 0.0F;
    for (const Actor& actor : plan.scene.actors()) {
        const Action* deed = first_deed(plan.shot, actor.script.id);
        const bool free = actor.thing->category == Category::kPerson && !actor.backdrop &&
                          !plan.placed[index(actor.entity)];
        if (free && (deed == nullptr || returns(deed->verb))) {
            const Vec3 side{-along.z, 0, along.x};
            plan.put(actor.entity, along * (1.4F * away) + side * aside, facing(-along));
            aside += 1.6F;
        }
    }
}

/// With a long tool the ball lies before the feet; otherwise it is in the other hand.
void ready_to_strike(Arrangement& plan, int subject, int object) {
    if (!plan.placed[index(subject)]) {
        plan.put(subject, {0, 0, -0.4F}, facing({0, 0, 1}));
    }
    const Pose stance = plan.at(subject).origin;
    if (object < 0 || plan.at(object).is_alive() || plan.at(object).is_fixed()) {
        return;
    }
    const float tall = plan.half(subject).y;
    bool long_tool = false;
    for (const Relation& relation : plan.at(subject).script.relations) {
        const int tool = plan.scene.find(relation.target);
        if (relation.kind == RelationKind::kHolding && tool >= 0) {
            const Anchor* grip = plan.find_anchor(tool, "grip");
            const Anchor* head = plan.find_anchor(tool, "head");
            long_tool =
                grip != nullptr && head != nullptr &&
                distance(plan.rest_anchor(tool, *grip), plan.rest_anchor(tool, *head)) > 0.7F;
        }
    }
    if (long_tool) {
        plan.put(object, apply(stance, {0, 0, 0.80F * tall}), {});
    } else {
        plan.put(object, apply(stance, {0.26F * tall, 0.95F * tall, 0.1F}), {});
        plan.layout.hung[index(object)] = true;
    }
}

/// Beside the ball, where the stroke from a right hand goes.
void dig_hole(Arrangement& plan, int subject, int object, int hole) {
    const Vec3 ball = plan.at(object >= 0 ? object : subject).origin.position;
    plan.put(hole, ball + rotate(plan.at(subject).origin.rotation, {kPutt, 0, 0}), {});
    plan.at(hole).origin.position.y = 0.0F;
}

/// Where whoever passes to a player with a place of its own stands: behind it as it faces, and
/// nearer to the camera.
void stand_off(Arrangement& plan, int subject, int partner, float apart) {
    const Pose at = plan.at(partner).origin;
    const Vec3 ahead = rotate(at.rotation, {0, 0, 1});
    const Vec3 side{-ahead.z, 0, ahead.x};
    const Vec3 near = side.z >= 0.0F ? side : -side;
    const Vec3 spot = at.position + normalize(near - ahead * 0.75F) * apart;
    plan.put(subject, spot, facing(at.position - spot));
}

void stand_in_goal(Arrangement& plan, int keeper, int goal) {
    if (plan.placed[index(keeper)]) {
        return;
    }
    const Vec3 line = plan.rest_anchor(goal, *plan.find_anchor(goal, "goal"));
    const Pose frame = plan.at(goal).origin;
    const Vec3 out = rotate(frame.rotation, {0, 0, 1});
    plan.put(keeper, apply(frame, {line.x, 0, line.z}) + out * 0.5F, facing(out));
}

/// Who swings at what another throws at him.
bool is_batter(Arrangement& plan, int target, const Action& pitch) {
    const Action* deed = target >= 0 ? first_deed(plan.shot, plan.at(target).script.id) : nullptr;
    return deed != nullptr && deed->verb == Verb::kBat && deed->object == pitch.object;
}

/// The batter stands sideways to the pitch, so that the ball passes before the chest.
void face_pitch(Arrangement& plan, int pitcher, int batter) {
    plan.put(batter, {-0.5F * kPitch, 0, -kBatReach}, facing({0, 0, 1}));
    plan.put(pitcher, {0.5F * kPitch, 0, 0}, facing({-1, 0, 0}));
}

/// In the mouth of the goal at which others shoot.
void keep_goal(Arrangement& plan) {
    int goal = -1;
    for (const Action& action : plan.shot.actions) {
        const int target = plan.scene.find(action.target);
        if ((action.verb == Verb::kKick || action.verb == Verb::kShoot) && is_goal(plan, target)) {
            goal = target;
        }
    }
    if (goal < 0) {
        return;
    }
    for (const Action& action : plan.shot.actions) {
        const int keeper = plan.scene.find(action.subject);
        const bool saves = action.verb == Verb::kCatch || action.verb == Verb::kDive;
        if (saves && keeper >= 0 && plan.at(keeper).is_alive()) {
            stand_in_goal(plan, keeper, goal);
        }
    }
    for (const Actor& actor : plan.scene.actors()) {
        for (const Relation& relation : actor.script.relations) {
            if (relation.kind == RelationKind::kInside && actor.is_alive() &&
                plan.scene.find(relation.target) == goal) {
                stand_in_goal(plan, actor.entity, goal);
            }
        }
    }
}

/// Those who go the same way together start side by side.
void line_up_racers(Arrangement& plan) {
    std::vector<int> racers;
    float lane = kLaneWidth;
    Direction way = Direction::kNone;
    for (const Action& action : plan.shot.actions) {
        const int subject = plan.scene.find(action.subject);
        const bool goes = action.verb == Verb::kRun || action.verb == Verb::kSwim ||
                          action.verb == Verb::kSkate || is_riding(action.verb);
        if (!goes || subject < 0 || action.step > 0 || !action.target.empty() ||
            plan.placed[index(subject)] ||
            std::find(racers.begin(), racers.end(), subject) != racers.end()) {
            continue;
        }
        racers.push_back(subject);
        way = action.direction;
        const int ridden = plan.scene.find(action.object);
        const Vec3 half = plan.half(ridden >= 0 ? ridden : subject);
        lane = std::max(lane, 2.0F * std::min(half.x, half.z) + 0.5F);
    }
    if (racers.size() < 2) {
        return;
    }
    const GroundDirection ground = ground_direction(way);
    const bool in_depth = ground.z != 0.0F;
    for (std::size_t i = 0; i < racers.size(); ++i) {
        const float across =
            lane * (static_cast<float>(i) - 0.5F * static_cast<float>(racers.size() - 1));
        plan.put(
            racers[i], in_depth ? Vec3{across, 0, 0} : Vec3{0, 0, -across}, plan.front_of(racers[i])
        );
    }
}

void arrange_lane(Arrangement& plan, int subject, int target) {
    // Down the middle lane, away from the camera, which looks past the bowler's shoulder.
    const Vec3 along{0, 0, -1};
    const Vec3 start{-0.3F, 0, 3.0F};
    plan.put(subject, start, facing(along));
    std::vector<int> pins;
    for (const Actor& actor : plan.scene.actors()) {
        if (!actor.backdrop && !actor.is_alive() &&
            (actor.entity == target ||
             (target >= 0 && actor.script.kind == plan.at(target).script.kind))) {
            pins.push_back(actor.entity);
        }
    }
    const Vec3 side{-along.z, 0, along.x};
    const Vec3 head = Vec3{0, 0, start.z} + along * kLaneLength;
    std::size_t next = 0;
    for (int row = 0; next < pins.size(); ++row) {
        for (int column = 0; column <= row && next < pins.size(); ++column) {
            const float spacing = std::max(0.305F, 2.4F * plan.radius(pins[next]));
            const float across = (static_cast<float>(column) - 0.5F * static_cast<float>(row));
            plan.put(
                pins[next],
                head + along * (0.866F * spacing * static_cast<float>(row)) +
                    side * (spacing * across),
                facing(-along)
            );
            ++next;
        }
    }
}

/// Whoever is to fetch what is thrown starts a little ahead of the thrower, nearer to the camera.
void send_for_it(Arrangement& plan, int thrower, int object, float way) {
    constexpr float kBack_m = 3.2F;
    constexpr float kAhead_m = 1.4F;
    for (const Action& fetch : plan.shot.actions) {
        const int dog = plan.scene.find(fetch.subject);
        if (fetch.verb != Verb::kCatch || plan.scene.find(fetch.object) != object || object < 0 ||
            dog < 0 || plan.at(dog).thing->category != Category::kAnimal) {
            continue;
        }
        const Vec3 ahead{way, 0, 0};
        plan.put(thrower, ahead * -kBack_m, facing(ahead));
        const Vec3 beside{0, 0, 0.5F + plan.half(dog).x};
        plan.put(dog, ahead * (kAhead_m - kBack_m) + beside, facing(ahead));
        return;
    }
}

void arrange_shot(Arrangement& plan, const Action& action, int subject, int target) {
    const int object = plan.scene.find(action.object);
    const float way = action.direction == Direction::kLeft ? -1.0F : 1.0F;
    const bool waits = target >= 0 && plan.placed[index(target)] && plan.at(target).is_alive();
    switch (action.verb) {
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kThrow:
        case Verb::kDribble:
            if (is_batter(plan, target, action) && !plan.placed[index(target)]) {
                face_pitch(plan, subject, target);
            } else if (waits) {
                stand_off(plan, subject, target, kPass);
            } else if (target >= 0 && !plan.placed[index(target)]) {
                face_target(plan, subject, target, way, throw_distance(plan, action, target));
            } else if (target < 0 && action.verb == Verb::kThrow) {
                send_for_it(plan, subject, object, way);
            }
            break;
        case Verb::kKick:
            if (waits) {
                stand_off(plan, subject, target, kPass);
            } else if (is_goal(plan, target) && !plan.placed[index(target)]) {
                face_goal(plan, subject, target, way);
            } else if (target >= 0 && !plan.placed[index(target)]) {
                face_target(plan, subject, target, way, kPass);
            } else {
                plan.put(subject, {-1.2F * way, 0, 0}, facing({way, 0, 0.25F}));
            }
            if (object >= 0 && !plan.placed[index(object)]) {
                plan.lay_before(object, subject, kKickStep);
            }
            break;
        case Verb::kBowl:
            arrange_lane(plan, subject, target);
            break;
        case Verb::kBat:
            if (is_net(plan, target) && !plan.placed[index(target)]) {
                face_net(plan, subject, target, way);
            }
            if (target >= 0 && plan.at(target).is_alive()) {
                break;  // It is pitched.
            }
            ready_to_strike(plan, subject, object);
            if (target >= 0 && plan.find_anchor(target, "goal") != nullptr &&
                !plan.placed[index(target)]) {
                dig_hole(plan, subject, object, target);
            }
            break;
        default:
            break;
    }
}

/// What somebody does with a ball that another has played before.
bool is_answer(Arrangement& plan, const Action& action) {
    return action.target.empty() && !action.object.empty() &&
           std::ranges::any_of(plan.shot.actions, [&](const Action& before) {
               return before.object == action.object && before.step < action.step &&
                      before.subject != action.subject;
           });
}

}  // namespace

void arrange_sports(Arrangement& plan) {
    // Goals, hoops, nets and pins first: they stand still, so players stand by them.
    for (const bool at_player : {false, true}) {
        for (const Action& action : plan.shot.actions) {
            const int subject = plan.scene.find(action.subject);
            const int target = plan.scene.find(action.target);
            const bool player =
                (target >= 0 && plan.at(target).is_alive()) || is_answer(plan, action);
            if (subject >= 0 && player == at_player && !plan.placed[index(subject)]) {
                arrange_shot(plan, action, subject, target);
            }
        }
    }
    keep_goal(plan);
    line_up_racers(plan);
}

}  // namespace hibari::world
