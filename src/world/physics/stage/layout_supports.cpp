#include "world/physics/stage/kites.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace hibari::world {

namespace {

RelationKind relation_to(Arrangement& plan, int entity, int support) {
    for (const Relation& relation : plan.at(entity).script.relations) {
        if (plan.scene.find(relation.target) == support && relation.kind != RelationKind::kFacing) {
            return relation.kind;
        }
    }
    return RelationKind::kOn;
}

bool all_of_kind(Arrangement& plan, const std::vector<int>& entities, std::string_view kind) {
    return std::all_of(entities.begin(), entities.end(), [&](int entity) {
        return plan.at(entity).script.kind == kind;
    });
}

/// Who is under something with a stem in its middle, a lamp or a tree, is beside the stem.
Vec3 beside_stem(Arrangement& plan, int child, int support) {
    constexpr float kAir_m = 0.12F;
    const Vec3 half = plan.half(child);
    float reach = 0.0F;
    for (const Link& link : plan.at(support).blueprint.links) {
        for (const Part& part : link.parts) {
            const Aabb box = bounds(part.shape, compose(link.rest, part.local));
            const bool in_the_way = box.low.y < 2.0F * half.y && box.low.x < half.x &&
                                    box.high.x > -half.x && box.low.z < half.z &&
                                    box.high.z > -half.z;
            reach = in_the_way ? std::max({reach, box.high.x, box.high.z}) : reach;
        }
    }
    if (reach <= 0.0F || plan.at(support).thing->traits.surface) {
        return {};
    }
    const float away = reach + std::max(half.x, half.z) + kAir_m;
    return Vec3{0.8F * away, 0, 0.6F * away};  // So that the stem is in the picture too.
}

/// Who stands on something with a start and an end (a beam, a rail) faces along it.
void face_along(Arrangement& plan, int child, int support) {
    const Anchor* start = plan.find_anchor(support, "start");
    const Anchor* end = plan.find_anchor(support, "end");
    const bool drives = plan.at(child).thing->category == Category::kVehicle;
    if (start != nullptr && end != nullptr && (plan.at(child).is_alive() || drives)) {
        const Vec3 way = rotate(
            plan.at(support).origin.rotation,
            plan.rest_anchor(support, *end) - plan.rest_anchor(support, *start)
        );
        const Vec3 along = normalize(Vec3{way.x, 0, way.z}, {1, 0, 0});
        plan.at(child).origin.rotation = drives ? plan.heading(child, along) : facing(along);
    }
}

/// Who lies on something long lies along it.
void lie_along(Arrangement& plan, int child, int support) {
    const Action* deed = first_deed(plan.shot, plan.at(child).script.id);
    const Vec3 h = plan.half(support);
    if (deed == nullptr || deed->verb != Verb::kLie || h.x < 1.3F * h.z ||
        plan.at(child).thing->category != Category::kPerson) {
        return;
    }
    plan.at(child).origin.rotation = facing(rotate(plan.at(support).origin.rotation, {1, 0, 0}));
}

/// A flip on a trampoline is seen from the side.
void turn_to_flip(Arrangement& plan, int child, int support) {
    const bool flips = std::ranges::any_of(plan.shot.actions, [&](const Action& action) {
        return action.subject == plan.at(child).script.id &&
               (action.verb == Verb::kBackflip || action.verb == Verb::kFrontFlip);
    });
    if (flips && plan.find_anchor(support, "bed") != nullptr) {
        plan.at(child).origin.rotation = facing({1, 0, 0.35F});
    }
}

/// Whether the child's first deed is to sit on the support's seat.
bool sits_on(Arrangement& plan, int child, int support) {
    const Action* deed = first_deed(plan.shot, plan.at(child).script.id);
    return deed != nullptr && deed->verb == Verb::kSit &&
           plan.at(child).thing->category == Category::kPerson &&
           plan.find_anchor(support, "seat") != nullptr;
}

bool is_descent(Arrangement& plan, int support) {
    return plan.find_anchor(support, "top") != nullptr &&
           (plan.find_anchor(support, "bottom") != nullptr ||
            plan.find_anchor(support, "entry") != nullptr);
}

/// At the high end of a ramp, touching the incline, or on the top step of stairs; several
/// abreast.
Vec3 start_of_descent(
    Arrangement& plan, int child, int support, std::size_t number, std::size_t count
) {
    const Anchor* bottom = plan.find_anchor(support, "bottom");
    const Anchor* foot = bottom != nullptr ? bottom : plan.find_anchor(support, "entry");
    const Vec3 high = apply(
        plan.at(support).origin, plan.rest_anchor(support, *plan.find_anchor(support, "top"))
    );
    const Vec3 low = apply(plan.at(support).origin, plan.rest_anchor(support, *foot));
    const Vec3 down = normalize(low - high);
    const Vec3 side = normalize(cross(Vec3{0, 1, 0}, down));
    const float abreast = 2.4F * plan.radius(child) *
                          (static_cast<float>(number) - 0.5F * static_cast<float>(count - 1));
    const float r = plan.half(child).y;
    if (bottom == nullptr) {
        return high + side * abreast + Vec3{0, 0.001F, 0};
    }
    const Vec3 across = normalize(cross(down, side));
    const Vec3 normal = across.y > 0.0F ? across : -across;
    if (plan.at(child).thing->category == Category::kVehicle) {
        // On its wheels, nose down.
        plan.at(child).origin.rotation = rotation_between({0, 1, 0}, normal) *
                                         plan.heading(child, normalize(Vec3{down.x, 0, down.z}));
        return high + down * (1.2F * plan.radius(child)) + side * abreast + normal * 0.002F;
    }
    const Vec3 center = high + down * (1.2F * plan.half(child).x) + side * abreast + normal * r;
    return center - Vec3{0, r - 0.002F, 0};
}

/// What hits another on the same table starts at its left end, with a run-up; what is to be
/// knocked off stands near the right one.
void send_across(
    Arrangement& plan, int child, int support, const std::vector<int>& children, Vec3& spot
) {
    const auto shares = [&](int other) {
        return other != child &&
               std::find(children.begin(), children.end(), other) != children.end();
    };
    const float reach = plan.half(support).x - 1.3F * plan.radius(child);
    const Vec3 along = rotate(plan.at(support).origin.rotation, {1, 0, 0});
    const Vec3 middle = plan.at(support).origin.position;
    const float way = dot(spot - middle, along);
    const Action* deed = first_deed(plan.shot, plan.at(child).script.id);
    const Action* aim = first_aim(plan.shot, plan.at(child).script.id);
    const auto runs = [&](const Action* action) {
        return action != nullptr && (action->verb == Verb::kHit || action->verb == Verb::kRoll ||
                                     action->verb == Verb::kSlide);
    };
    if (runs(deed) && shares(plan.scene.find(deed->target))) {
        spot += along * ((deed->direction == Direction::kLeft ? reach : -reach) - way);
    } else if (runs(aim) && shares(plan.scene.find(aim->subject))) {
        spot += along * ((aim->direction == Direction::kLeft ? -0.7F : 0.7F) * reach - way);
    }
    if (deed != nullptr && (deed->verb == Verb::kRoll || deed->verb == Verb::kSlide) &&
        children.size() == 1) {
        // It has some way to go before the edge.
        spot += along * ((deed->direction == Direction::kLeft ? 0.6F : -0.6F) * reach - way);
    }
    const bool meets = (runs(deed) && shares(plan.scene.find(deed->target))) ||
                       (runs(aim) && shares(plan.scene.find(aim->subject)));
    if (meets) {
        const Vec3 across = rotate(plan.at(support).origin.rotation, {0, 0, 1});
        spot -= across * dot(spot - middle, across);
    }
}

bool goes_along(Arrangement& plan, int child) {
    const Action* deed = first_deed(plan.shot, plan.at(child).script.id);
    if (deed == nullptr || !plan.at(child).is_alive()) {
        return deed != nullptr && deed->verb == Verb::kDrive;
    }
    return (
        deed->verb == Verb::kWalk || deed->verb == Verb::kRun || deed->verb == Verb::kSneak ||
        deed->verb == Verb::kCrawl || deed->verb == Verb::kCartwheel
    );
}

constexpr float kAbreast_m = 1.05F;  // On a trampoline.

/// Where on its way somebody begins who is `ahead` of the first, a share of the way: those for whom
/// there is no room stand closer, and nobody stands beyond an end.
float share_of_way(float ahead) {
    constexpr float kFirst = 0.12F;
    constexpr float kLast = 0.7F;
    const float room = ahead > 0.0F ? kLast - kFirst : kFirst;
    return kFirst + room * std::tanh(ahead / room);
}

void place_upon(Arrangement& plan, int child, int support, float number, Vec3& spot) {
    // On a beam or a fence one walks from one end to the other.
    const Anchor* start = plan.find_anchor(support, "start");
    const Anchor* end = plan.find_anchor(support, "end");
    if (start != nullptr && end != nullptr && goes_along(plan, child)) {
        const Vec3 from = apply(plan.at(support).origin, plan.rest_anchor(support, *start));
        const Vec3 to = apply(plan.at(support).origin, plan.rest_anchor(support, *end));
        const float apart = number * (2.0F * plan.radius(child) + plan.gap(child));
        spot = lerp(from, to, share_of_way(apart / std::max(length(to - from), kGap)));
        return;
    }
    // On a seesaw it waits at the right end; what falls comes down on the left one.
    const bool cargo =
        !plan.at(child).is_alive() && plan.at(support).thing->category == Category::kVehicle;
    for (const std::string_view name : {"deck", "seat", "bed", "right"}) {
        if ((name == "right" && plan.at(support).script.kind != "seesaw") ||
            (name == "seat" && cargo)) {
            continue;
        }
        if (const Anchor* anchor = plan.find_anchor(support, name); anchor != nullptr) {
            Vec3 place = plan.rest_anchor(support, *anchor);
            // Several crates stand one behind the other, several people side by side.
            place.z += cargo ? number * 2.2F * plan.half(child).z : 0.0F;
            if (plan.at(child).is_alive() && name == "bed") {
                // Abreast; those for whom there is no room stand behind the outermost.
                const float room = std::max(plan.half(support).x - 0.5F * kAbreast_m, 0.0F);
                const float aside = number * kAbreast_m;
                const bool behind = std::fabs(aside) > room + kGap;
                place.x += behind ? std::copysign(0.55F * room, aside) : clamp(aside, -room, room);
                place.z -= behind ? 0.7F * kAbreast_m : 0.0F;
            }
            spot = apply(plan.at(support).origin, place) + Vec3{0, cargo ? -kPressedIn_m : 0.0F, 0};
            return;
        }
    }
    spot.y = plan.top_of(support) - kPressedIn_m;
}

/// Several in a box or a bowl: in rings of three, one above the other.
Vec3 in_a_heap(Arrangement& plan, int child, std::size_t number, std::size_t count) {
    constexpr std::size_t kRing = 3;
    const std::size_t layer = number / kRing;
    const std::size_t here = std::min(kRing, count - layer * kRing);
    const float half = std::max(plan.half(child).x, plan.half(child).z);
    const float radius = here == 1 ? 0.0F : (here == 2 ? 1.05F : 1.25F) * half;
    const float turn = 2.0F * kPi * static_cast<float>(number % kRing) / static_cast<float>(here);
    return {
        radius * std::cos(turn + 0.4F),
        2.1F * plan.half(child).y * static_cast<float>(layer),
        radius * std::sin(turn + 0.4F)
    };
}

void load(Arrangement& plan, int support, const std::vector<int>& children) {
    if (children.empty()) {
        return;
    }
    const Quat turn = plan.at(support).origin.rotation;
    const bool dominoes = children.size() > 1 && all_of_kind(plan, children, "domino");
    const Vec3 first = plan.half(children.front());
    const bool thin_z = dominoes && first.z < first.x;
    const float room = std::max(1.84F * plan.half(support).x, 1e-3F);
    const float per_domino = room / static_cast<float>(children.size());
    const auto step_of = [&](int child) {
        // Each domino must reach the next, and all have room; the others keep a little air.
        return dominoes ? std::min(1.1F * plan.half(child).y, per_domino)
                        : 2.2F * plan.half(child).x;
    };
    float width = 0.0F;
    for (const int child : children) {
        width += step_of(child);
    }
    // Too many for one row stand in several, the first in front.
    const int rows =
        dominoes || !plan.at(support).thing->traits.surface
            ? 1
            : std::min(
                  static_cast<int>(std::ceil(width / room)), static_cast<int>(children.size())
              );
    const std::size_t per_row =
        (children.size() + static_cast<std::size_t>(rows) - 1) / static_cast<std::size_t>(rows);
    float along = 0.0F;
    for (std::size_t i = 0; i < children.size(); ++i) {
        const int child = children[i];
        if (i % per_row == 0) {
            along = 0.0F;
            for (std::size_t k = i; k < std::min(i + per_row, children.size()); ++k) {
                along -= 0.5F * step_of(children[k]);
            }
        }
        const float step = step_of(child);
        const float x = children.size() > 1 ? along + 0.5F * step : 0.0F;
        const auto row = static_cast<float>(i / per_row);
        const float z =
            rows > 1 ? (0.5F * static_cast<float>(rows - 1) - row) * 2.4F * plan.half(child).z : 0;
        along += step;
        if (dominoes) {
            plan.at(child).origin.rotation = thin_z ? turn * facing({1, 0, 0}) : turn;
        }
        const Vec3 base = plan.at(support).origin.position;
        Vec3 spot = base + rotate(turn, {x, 0, z});
        switch (relation_to(plan, child, support)) {
            case RelationKind::kAbove:
                spot.y = base.y + 2.0F * plan.half(support).y + plan.half(child).y + 0.4F;
                if (plan.at(child).script.kind == "kite") {
                    spot += kKiteOff;
                }
                plan.layout.hung[index(child)] = true;
                break;
            case RelationKind::kUnder:
                spot += rotate(turn, beside_stem(plan, child, support));
                spot.y = base.y;
                break;
            case RelationKind::kInside:
                if (!plan.at(child).is_alive() && children.size() > 1) {
                    spot = base + rotate(turn, in_a_heap(plan, child, i, children.size()));
                }
                spot.y += 0.1F * plan.half(support).y;
                if (const auto& basin = plan.at(support).blueprint.basin) {
                    // Afloat, side by side; who swims finds the depth.
                    const float share =
                        (static_cast<float>(i) + 0.5F) / static_cast<float>(children.size()) - 0.5F;
                    spot = base + rotate(turn, basin->surface);
                    spot += rotate(turn, {1.4F * basin->half.x * share, 0, 0});
                    spot.y -= 0.8F * plan.half(child).y;
                }
                break;
            default:
                if (sits_on(plan, child, support)) {
                    // It sits down from here; where a table is in front, from the side.
                    const Anchor* second = plan.find_anchor(support, "seat_2");
                    const Vec3 seat = plan.rest_anchor(
                        support,
                        i % 2 == 1 && second != nullptr ? *second
                                                        : *plan.find_anchor(support, "seat")
                    );
                    const bool at_table = !plan.at(support).script.relations.empty();
                    spot = base + rotate(
                                      turn,
                                      at_table ? Vec3{plan.half(support).x + 0.35F, 0, 0.1F}
                                               : Vec3{seat.x, 0, seat.z + 0.36F}
                                  );
                } else if (is_descent(plan, support)) {
                    spot = start_of_descent(plan, child, support, i, children.size());
                } else {
                    send_across(plan, child, support, children, spot);
                    const float number =
                        static_cast<float>(i) - 0.5F * static_cast<float>(children.size() - 1);
                    place_upon(plan, child, support, number, spot);
                }
                break;
        }
        face_along(plan, child, support);
        lie_along(plan, child, support);
        turn_to_flip(plan, child, support);
        const Action* deed = first_deed(plan.shot, plan.at(child).script.id);
        if (relation_to(plan, child, support) == RelationKind::kOn && deed != nullptr &&
            deed->verb == Verb::kFall && plan.at(support).thing->traits.surface &&
            plan.find_anchor(support, "start") == nullptr) {
            // Near the edge it will go over, where the camera sees it.
            spot += rotate(turn, {0, 0, plan.half(support).z - 1.6F * plan.radius(child)});
        }
        plan.at(child).origin.position = spot;
        plan.placed[index(child)] = true;
    }
}

}  // namespace

void follow_supports(Arrangement& plan) {
    // Children in the order of the script, several on one support side by side or stacked.
    std::vector<std::vector<int>> loads(plan.scene.actors().size());
    for (Actor& actor : plan.scene.actors()) {
        int support = -1;
        if (actor.backdrop || plan.layout.in_hand[index(actor.entity)] ||
            !plan.stands_on(actor.entity, &support)) {
            continue;
        }
        loads[index(support)].push_back(actor.entity);
    }
    for (int round = 0; round < 4; ++round) {
        for (std::size_t support = 0; support < loads.size(); ++support) {
            load(plan, static_cast<int>(support), loads[support]);
        }
    }
}

}  // namespace hibari::world
