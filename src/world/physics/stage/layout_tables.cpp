#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <vector>

namespace hibari::world {

namespace {

// Between the table's edge and the middle of a chair: knees fit under the top.
constexpr float kSeatFromEdge_m = 0.30F;

struct Side {
    Vec3 out;     ///< from the table's middle, in its frame
    float along;  ///< -1 .. 1 of the side's length
};

// First the ends, then the far side: nobody turns the back to the camera until the rest is full.
constexpr Side kSides[] = {
    {{-1, 0, 0}, 0.0F},
    {{1, 0, 0}, 0.0F},
    {{0, 0, -1}, -0.45F},
    {{0, 0, -1}, 0.45F},
    {{0, 0, 1}, -0.45F},
    {{0, 0, 1}, 0.45F},
};

bool is_beside(const Actor& chair, std::string_view table) {
    return std::any_of(
        chair.script.relations.begin(),
        chair.script.relations.end(),
        [&](const Relation& relation) {
            return relation.kind == RelationKind::kBeside && relation.target == table;
        }
    );
}

}  // namespace

void seat_at_tables(Arrangement& plan) {
    for (const Actor& table : plan.scene.actors()) {
        if (table.script.kind != "table") {
            continue;
        }
        std::vector<Actor*> chairs;
        for (Actor& chair : plan.scene.actors()) {
            if (chair.script.kind == "chair" && is_beside(chair, table.script.id)) {
                chairs.push_back(&chair);
            }
        }
        const Quat turn = table.origin.rotation;
        const Vec3 half = plan.half(table.entity);
        // One alone sits behind the table, three share the ends and the middle of the far side.
        const auto side_of = [&](std::size_t i) -> Side {
            const bool middle = chairs.size() == 1 || (chairs.size() == 3 && i == 2);
            return middle ? Side{{0, 0, -1}, 0.0F} : kSides[std::min(i, std::size(kSides) - 1)];
        };
        for (std::size_t i = 0; i < chairs.size(); ++i) {
            const Side side = side_of(i);
            const bool end = side.out.x != 0.0F;
            const float depth = (end ? half.x : half.z) + kSeatFromEdge_m;
            const Vec3 offset = side.out * depth + Vec3{end ? 0.0F : side.along * half.x, 0, 0};
            plan.put(
                chairs[i]->entity,
                table.origin.position + rotate(turn, offset),
                facing(rotate(turn, side.out * -1.0F))
            );
        }
    }
}

void seat_at_instruments(Arrangement& plan) {
    constexpr float kToKeys = 0.40F;  // From the body to the keys.
    constexpr float kToSkin = 0.36F;  // From the body to the middle of a drum.
    for (const Action& action : plan.shot.actions) {
        const int player = plan.scene.find(action.subject);
        const int instrument = plan.scene.find(action.object);
        if (action.verb != Verb::kPlayInstrument || player < 0 || instrument < 0) {
            continue;
        }
        const Anchor* keys = plan.find_anchor(instrument, "keys");
        const Anchor* skin = plan.find_anchor(instrument, "skin");
        if (keys == nullptr && skin == nullptr) {
            continue;
        }
        // A pianist is seen from the side; a drummer looks over the drums at those who listen.
        const Vec3 front = keys != nullptr ? normalize(Vec3{-0.85F, 0, 0.5F}) : Vec3{0, 0, -1};
        // Drums stand behind the other players.
        constexpr float kBehind_m = 1.9F;
        const auto others = std::ranges::count_if(plan.scene.actors(), [](const Actor& actor) {
            return actor.is_alive() && !actor.backdrop;
        });
        const bool back = keys == nullptr && others > 1;
        plan.put(
            instrument,
            plan.at(instrument).origin.position - Vec3{0, 0, back ? kBehind_m : 0.0F},
            facing(keys != nullptr ? front : -front)
        );
        const Vec3 before = apply(
            plan.at(instrument).origin,
            plan.rest_anchor(instrument, keys != nullptr ? *keys : *skin)
        );
        const Vec3 spot =
            Vec3{before.x, 0, before.z} + front * (keys != nullptr ? kToKeys : kToSkin);
        int seat = -1;
        float height = 0.0F;
        if (plan.stands_on(player, &seat)) {
            plan.put(seat, spot, facing(-front));
            height = plan.at(player).origin.position.y;
        }
        plan.put(player, spot + Vec3{0, height, 0}, facing(-front));
    }
}

namespace {

/// What somebody at a table is at: the flame that is blown out, the glass that is filled.
int tended(Arrangement& plan, const Action& action) {
    const bool at_table = action.verb == Verb::kBlow || action.verb == Verb::kPour;
    const int thing = at_table ? plan.scene.find(action.target) : -1;
    const int who = plan.scene.find(action.subject);
    const bool fits = thing >= 0 && who >= 0 && !plan.at(thing).is_alive() &&
                      plan.at(who).thing->category == Category::kPerson;
    return fits ? thing : -1;
}

/// Looks on, claps, sings: may stand anywhere.
bool is_company(Arrangement& plan, const Actor& actor) {
    const Action* deed = first_deed(plan.shot, actor.script.id);
    if (actor.backdrop || actor.thing->category != Category::kPerson ||
        !actor.script.relations.empty()) {
        return false;
    }
    const Verb verb = deed != nullptr ? deed->verb : Verb::kStand;
    return is_at_rest(verb) || verb == Verb::kClap || verb == Verb::kSing || verb == Verb::kLaugh ||
           verb == Verb::kSmile || verb == Verb::kWave;
}

}  // namespace

void stand_by_what_they_build(Arrangement& plan) {
    constexpr float kHips_m = 0.24F;    // From the edge.
    constexpr float kBreast_m = 1.05F;  // Nobody looks over what is higher.
    constexpr float kAside_m[] = {0.42F, -0.5F, 0.95F, -1.05F};
    std::vector<int> builders;
    for (const Action& action : plan.shot.actions) {
        const int who = plan.scene.find(action.subject);
        const int block = plan.scene.find(action.object);
        int table = -1;
        if (action.verb != Verb::kStack || who < 0 || block < 0 ||
            plan.at(who).thing->category != Category::kPerson ||
            builders.size() == std::size(kAside_m) ||
            std::ranges::find(builders, who) != builders.end()) {
            continue;
        }
        const int foot = plan.foot_of(block);
        if (!plan.stands_on(foot, &table) || !plan.at(table).thing->traits.surface ||
            2.0F * plan.half(table).y > kBreast_m) {
            continue;
        }
        // Behind the table, on both sides of what they build.
        const Pose& top = plan.at(table).origin;
        const Vec3 built = plan.at(foot).origin.position;
        const Vec3 place = rotate(inverse(top.rotation), built - top.position);
        const float aside = kAside_m[builders.size()];
        const Vec3 spot = apply(top, {place.x + aside, 0, -plan.half(table).z - kHips_m});
        plan.put(who, {spot.x, 0, spot.z}, facing(Vec3{built.x - spot.x, 0, built.z - spot.z}));
        builders.push_back(who);
    }
}

void stand_at_tables(Arrangement& plan) {
    constexpr float kHips_m = 0.24F;    // From the edge to whoever bends over it.
    constexpr float kWithin_m = 0.10F;  // From the edge to what is in reach.
    constexpr float kAside_m = 0.42F;
    constexpr float kBeside_m = 0.62F;
    for (const Action& action : plan.shot.actions) {
        const int thing = tended(plan, action);
        int table = -1;
        if (thing < 0) {
            continue;
        }
        const int who = plan.scene.find(action.subject);
        if (!plan.stands_on(thing, &table) || !plan.at(table).thing->traits.surface) {
            const Vec3 there = plan.at(thing).origin.position;
            const float away = plan.half(thing).z + 2.0F * kHips_m;
            plan.put(who, there - Vec3{0, 0, away}, facing({0, 0, 1}));
            continue;
        }
        // A flame is blown out at the end, seen from the side; who pours stands behind.
        const Pose& top = plan.at(table).origin;
        const Vec3 half = plan.half(table);
        Vec3 place = rotate(inverse(top.rotation), plan.at(thing).origin.position - top.position);
        const bool at_end = action.verb == Verb::kBlow;
        const float within = plan.radius(thing) + kWithin_m;
        (at_end ? place.x : place.z) = within - (at_end ? half.x : half.z);
        plan.move_with_loads(thing, apply(top, place), plan.at(thing).origin.rotation);
        const auto stand = [&](int person, Vec3 spot) {
            const Vec3 at = apply(top, spot);
            const Vec3 look = plan.at(thing).origin.position - at;
            plan.put(person, {at.x, 0, at.z}, facing(Vec3{look.x, 0, look.z}));
        };
        stand(
            who, at_end ? Vec3{-half.x - kHips_m, 0, place.z} : Vec3{place.x, 0, -half.z - kHips_m}
        );
        const float behind = -half.z - kAside_m;
        const Vec3 spots[] = {
            {0.6F * kBeside_m, 0, behind},
            {-0.6F * kBeside_m, 0, behind},
            {half.x + kAside_m, 0, 0},
            {1.7F * kBeside_m, 0, behind},
            {-1.7F * kBeside_m, 0, behind},
            {half.x + kAside_m, 0, -kBeside_m},
        };
        std::size_t next = 0;
        for (const Actor& other : plan.scene.actors()) {
            if (other.entity != who && next < std::size(spots) && is_company(plan, other)) {
                stand(other.entity, spots[next++]);
            }
        }
        return;
    }
}

}  // namespace hibari::world
