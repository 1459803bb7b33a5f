#include "world/physics/stage/layout.h"

#include "world/physics/stage/roles.h"
#include "world/physics/stage/waterside.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace hibari::world {

namespace {

constexpr float kFreeThrow = 4.5F;   // From the shooter to the point under the rim.
constexpr float kPenalty = 7.5F;     // From the ball to the goal.
constexpr float kLaneLength = 6.4F;  // From the bowler to the head pin.
constexpr float kKickStep = 0.42F;   // From the kicker to the near side of the ball.
constexpr float kGap = 0.12F;        // Between neighbours, plus a share of their size.
constexpr float kSceneryBehind = 4.0F;
constexpr float kSwimDepth = 1.1F;

class Arranger {
  public:
    Arranger(Scene& scene, const Shot& shot, float aspect, Rng rng)
        : scene_(scene), shot_(shot), aspect_(aspect), rng_(rng) {
        const std::size_t count = scene.actors().size();
        layout_.hung.assign(count, false);
        layout_.in_hand.assign(count, false);
        layout_.carrier.assign(count, -1);
        layout_.scenery.assign(count, false);
        placed_.assign(count, false);
    }

    Layout run() {
        for (Actor& actor : scene_.actors()) {
            if (actor.backdrop) {
                placed_[index(actor.entity)] = true;
                layout_.scenery[index(actor.entity)] = true;
            }
        }
        find_main();
        find_carried();
        arrange_sports();
        spread_rest();
        for (int round = 0; round < 3; ++round) {
            follow_relations();
        }
        separate();
        follow_supports();
        line_up_below_ramps();
        meet_swings();
        start_moves();
        line_up_kickers();
        take_to_water();
        settle_heights();
        turn_talkers();
        return std::move(layout_);
    }

  private:
    static std::size_t index(int entity) { return static_cast<std::size_t>(entity); }

    Actor& at(int entity) { return scene_.actor(entity); }

    Vec3 half(int entity) { return at(entity).blueprint.half_extent; }

    float radius(int entity) { return std::max(half(entity).x, half(entity).z); }

    void put(int entity, Vec3 position, Quat rotation) {
        at(entity).origin = {position, rotation};
        placed_[index(entity)] = true;
    }

    bool is_scenery(const Actor& actor) const {
        return actor.thing->category == Category::kScenery;
    }

    void find_main() {
        for (const Action& action : shot_.actions) {
            const int subject = scene_.find(action.subject);
            if (subject >= 0 && (layout_.main < 0 || at(subject).is_alive()) &&
                (layout_.main < 0 || !at(layout_.main).is_alive())) {
                layout_.main = subject;
            }
        }
        if (!shot_.camera.subject.empty() && scene_.find(shot_.camera.subject) >= 0) {
            layout_.main = scene_.find(shot_.camera.subject);
        }
        for (const Actor& actor : scene_.actors()) {
            if (layout_.main < 0 && !actor.backdrop && !is_scenery(actor)) {
                layout_.main = actor.entity;
            }
        }
        if (layout_.main < 0 && !scene_.actors().empty()) {
            layout_.main = 0;
        }
    }

    void find_carried() {
        for (Actor& actor : scene_.actors()) {
            if (actor.backdrop) {
                continue;
            }
            for (const Relation& relation : actor.script.relations) {
                const int object = scene_.find(relation.target);
                if (relation.kind == RelationKind::kHolding && object >= 0) {
                    carry(object, actor.entity);
                }
            }
            const Action* use = first_use(shot_, actor.script.id);
            const Action* own = first_deed(shot_, actor.script.id);
            if (use != nullptr && starts_in_hand(use->verb) &&
                (own == nullptr || own->step >= use->step)) {
                const int subject = scene_.find(use->subject);
                if (subject >= 0 && at(subject).is_alive()) {
                    carry(actor.entity, subject);
                }
            }
        }
    }

    void carry(int object, int holder) {
        if (at(object).is_fixed() || at(object).is_alive() || !at(holder).is_alive()) {
            return;
        }
        layout_.in_hand[index(object)] = true;
        layout_.carrier[index(object)] = holder;
    }

    // ---- Sports: the distances that the game prescribes, seen from the side.

    void arrange_sports() {
        for (const Action& action : shot_.actions) {
            const int subject = scene_.find(action.subject);
            const int object = scene_.find(action.object);
            const int target = scene_.find(action.target);
            if (subject < 0 || placed_[index(subject)]) {
                continue;
            }
            const float way = action.direction == Direction::kLeft ? -1.0F : 1.0F;
            switch (action.verb) {
                case Verb::kShoot:
                case Verb::kThrow:
                case Verb::kDribble:
                    if (target >= 0 && !placed_[index(target)]) {
                        face_target(subject, target, way, throw_distance(action, target));
                    }
                    break;
                case Verb::kKick:
                    if (target >= 0 && !placed_[index(target)]) {
                        const bool goal = !at(target).is_alive() && half(target).x > 1.0F;
                        if (goal) {
                            face_goal(subject, target, way);
                        } else {
                            face_target(subject, target, way, 4.0F);
                        }
                    } else {
                        put(subject, {-1.2F * way, 0, 0}, facing({way, 0, 0.25F}));
                    }
                    if (object >= 0 && !placed_[index(object)]) {
                        lay_before(object, subject, kKickStep);
                    }
                    break;
                case Verb::kBowl:
                    arrange_lane(subject, target);
                    break;
                case Verb::kBat:
                    ready_to_strike(subject, object);
                    break;
                default:
                    break;
            }
        }
    }

    float throw_distance(const Action& action, int target) {
        if (const Anchor* rim = find_anchor(target, "rim"); rim != nullptr) {
            return kFreeThrow;
        }
        if (at(target).is_alive()) {
            return action.intensity > 1.3F ? 7.0F : 4.5F;
        }
        return std::max(3.0F, half(target).x + 2.5F);
    }

    const Anchor* find_anchor(int entity, std::string_view name) {
        for (const Anchor& anchor : at(entity).blueprint.anchors) {
            if (anchor.name == name) {
                return &anchor;
            }
        }
        return nullptr;
    }

    Vec3 rest_anchor(int entity, const Anchor& anchor) {
        const Link& link = at(entity).blueprint.links[static_cast<std::size_t>(anchor.link)];
        return compose(link.rest, anchor.local).position;
    }

    /// Subject on one side, target on the other, their game point `distance` apart.
    void face_target(int subject, int target, float way, float apart) {
        Vec3 point{};
        for (const char* name : {"rim", "goal"}) {
            if (const Anchor* anchor = find_anchor(target, name); anchor != nullptr) {
                point = rest_anchor(target, *anchor);
            }
        }
        const Quat turn = facing({-way, 0, 0.12F});
        const Vec3 reach = rotate(turn, {point.x, 0, point.z});
        const Vec3 spot{way * apart * 0.5F, 0, 0};
        put(target, spot - reach, turn);
        put(subject, {-way * apart * 0.5F, 0, 0}, facing({way, 0, 0}));
    }

    /// The kicker in front with the back half turned to the camera, the goal behind: both large.
    void face_goal(int subject, int target, float way) {
        const Vec3 along = normalize(Vec3{0.62F * way, 0, -0.78F});
        Vec3 point{};
        if (const Anchor* mouth = find_anchor(target, "goal"); mouth != nullptr) {
            point = rest_anchor(target, *mouth);
        }
        const Quat turn = facing(normalize(Vec3{-0.25F * way, 0, 1.0F}));
        const Vec3 start = along * (-0.45F * kPenalty);
        put(target, start + along * kPenalty - rotate(turn, {point.x, 0, point.z}), turn);
        put(subject, start, facing(along));
    }

    /// With a long tool the ball lies before the feet; otherwise it is in the other hand.
    void ready_to_strike(int subject, int object) {
        put(subject, {0, 0, -0.4F}, facing({0, 0, 1}));
        if (object < 0 || at(object).is_alive() || at(object).is_fixed()) {
            return;
        }
        const float tall = half(subject).y;
        bool long_tool = false;
        for (const Relation& relation : at(subject).script.relations) {
            const int tool = scene_.find(relation.target);
            if (relation.kind == RelationKind::kHolding && tool >= 0) {
                const Anchor* grip = find_anchor(tool, "grip");
                const Anchor* head = find_anchor(tool, "head");
                long_tool = grip != nullptr && head != nullptr &&
                            distance(rest_anchor(tool, *grip), rest_anchor(tool, *head)) > 0.7F;
            }
        }
        if (long_tool) {
            put(object, {0, 0, -0.4F + 0.80F * tall}, {});
        } else {
            put(object, {0.26F * tall, 0.95F * tall, -0.3F}, {});
            layout_.hung[index(object)] = true;
        }
    }

    void lay_before(int object, int subject, float ahead) {
        const Vec3 forward = rotate(at(subject).origin.rotation, {0, 0, 1});
        const Vec3 side = rotate(at(subject).origin.rotation, {-0.12F, 0, 0});
        put(object,
            at(subject).origin.position + forward * (ahead + radius(object)) + side,
            at(subject).origin.rotation);
    }

    void arrange_lane(int subject, int target) {
        // Down the middle lane, away from the camera, which looks past the bowler's shoulder.
        const Vec3 along{0, 0, -1};
        const Vec3 start{-0.3F, 0, 3.0F};
        put(subject, start, facing(along));
        std::vector<int> pins;
        for (const Actor& actor : scene_.actors()) {
            if (!actor.backdrop && !actor.is_alive() &&
                (actor.entity == target ||
                 (target >= 0 && actor.script.kind == at(target).script.kind))) {
                pins.push_back(actor.entity);
            }
        }
        const Vec3 side{-along.z, 0, along.x};
        const Vec3 head = Vec3{0, 0, start.z} + along * kLaneLength;
        std::size_t next = 0;
        for (int row = 0; next < pins.size(); ++row) {
            for (int column = 0; column <= row && next < pins.size(); ++column) {
                const float spacing = std::max(0.305F, 2.4F * radius(pins[next]));
                const float across = (static_cast<float>(column) - 0.5F * static_cast<float>(row));
                put(pins[next],
                    head + along * (0.866F * spacing * static_cast<float>(row)) +
                        side * (spacing * across),
                    facing(-along));
                ++next;
            }
        }
    }

    // ---- What nobody placed

    bool hangs_on_relation(const Actor& actor) {
        for (const Relation& relation : actor.script.relations) {
            const int target = scene_.find(relation.target);
            if (target >= 0 && target != actor.entity && relation.kind != RelationKind::kHolding &&
                relation.kind != RelationKind::kFacing &&
                (target < actor.entity || !depends_on(target, actor.entity))) {
                return true;
            }
        }
        const Action* use = first_use(shot_, actor.script.id);
        return use != nullptr && is_riding(use->verb);
    }

    bool depends_on(int entity, int other) {
        for (const Relation& relation : at(entity).script.relations) {
            if (scene_.find(relation.target) == other && relation.kind != RelationKind::kHolding &&
                relation.kind != RelationKind::kFacing) {
                return true;
            }
        }
        return false;
    }

    void spread_rest() {
        std::vector<int> front;
        std::vector<int> back;
        for (const Actor& actor : scene_.actors()) {
            if (placed_[index(actor.entity)] || hangs_on_relation(actor) ||
                layout_.in_hand[index(actor.entity)]) {
                continue;
            }
            const bool acts = first_deed(shot_, actor.script.id) != nullptr ||
                              first_use(shot_, actor.script.id) != nullptr ||
                              first_aim(shot_, actor.script.id) != nullptr;
            const bool supports = is_target_of_relation(actor.script.id);
            const bool large = actor.thing->category == Category::kScenery;
            if (large && !acts && !supports && actor.entity != layout_.main) {
                back.push_back(actor.entity);
                layout_.scenery[index(actor.entity)] = true;
            } else {
                front.push_back(actor.entity);
            }
        }
        bring_to_middle(front);
        spread_row(front, 0.0F);
        spread_back(back);
    }

    bool is_target_of_relation(const std::string& id) {
        for (const Actor& actor : scene_.actors()) {
            for (const Relation& relation : actor.script.relations) {
                if (relation.target == id && !actor.backdrop) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The main subject to the middle of the list, the others keep their order around it.
    void bring_to_middle(std::vector<int>& row) {
        const auto main = std::find(row.begin(), row.end(), layout_.main);
        if (main == row.end() || row.size() < 3 || all_alike(row)) {
            return;
        }
        row.erase(main);
        row.insert(row.begin() + static_cast<std::ptrdiff_t>(row.size() / 2), layout_.main);
    }

    void spread_row(const std::vector<int>& row, float z) {
        if (row.empty()) {
            return;
        }
        if (all_alike(row) && row.size() >= 4) {
            return spread_alike(row, z);
        }
        // Wide pictures hold wide rows; in portrait the row bends into depth.
        const float squeeze = aspect_ < 0.9F ? 0.6F : 1.0F;
        float width = 0.0F;
        for (const int entity : row) {
            width += 2.0F * half(entity).x + gap(entity);
        }
        float x = -0.5F * width;
        const float rest = occupied_z();
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int entity = row[i];
            const float step = 2.0F * half(entity).x + gap(entity);
            const float depth = row.size() > 1 ? jitter(0.25F * radius(entity)) : 0.0F;
            const float bend =
                aspect_ < 0.9F ? -0.8F * radius(entity) * static_cast<float>(i % 2) : 0.0F;
            put(entity, {(x + 0.5F * step) * squeeze, 0, z + rest + depth + bend}, front_of(entity)
            );
            x += step;
        }
    }

    /// In front of what sports have placed already.
    float occupied_z() const { return 0.0F; }

    bool all_alike(const std::vector<int>& row) const {
        return std::all_of(row.begin(), row.end(), [&](int entity) {
            return scene_.actor(entity).script.kind == scene_.actor(row.front()).script.kind;
        });
    }

    void spread_alike(const std::vector<int>& row, float z) {
        const std::string& kind = at(row.front()).script.kind;
        const Vec3 size = half(row.front());
        if (kind == "domino") {
            // Each must reach the next: spacing of half their height, faces along the row.
            const float spacing = 1.1F * size.y;
            const bool thin_z = size.z < size.x;
            const Quat turn = thin_z ? facing({1, 0, 0}) : Quat{};
            for (std::size_t i = 0; i < row.size(); ++i) {
                const float along =
                    (static_cast<float>(i) - 0.5F * static_cast<float>(row.size() - 1)) * spacing;
                put(row[i], {along, 0, z}, turn);
            }
            return;
        }
        // A loose cluster, a few rows deep.
        const int columns = static_cast<int>(
            std::ceil(std::sqrt(static_cast<float>(row.size()) * std::max(aspect_, 0.6F) * 1.6F))
        );
        const float step_x = 2.0F * size.x + gap(row.front());
        const float step_z = 2.0F * size.z + gap(row.front());
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int column = static_cast<int>(i) % columns;
            const int line = static_cast<int>(i) / columns;
            const float x =
                (static_cast<float>(column) - 0.5F * static_cast<float>(columns - 1)) * step_x;
            put(row[i],
                {x + 0.5F * step_x * static_cast<float>(line % 2) + jitter(0.1F * step_x),
                 0,
                 z - static_cast<float>(line) * step_z + jitter(0.1F * step_z)},
                front_of(row[i]));
        }
    }

    void spread_back(const std::vector<int>& row) {
        float left = 0.8F;
        float right = 0.8F;
        bool to_left = true;
        for (const int entity : row) {
            const float reach = half(entity).x;
            float& used = to_left ? left : right;
            const float x = (used + reach) * (to_left ? -1.0F : 1.0F);
            used += 2.0F * reach + 0.6F;
            put(entity, {x, 0, -kSceneryBehind - half(entity).z - jitter(0.8F)}, front_of(entity));
            to_left = !to_left;
        }
    }

    float gap(int entity) {
        return kGap + (at(entity).is_alive() ? 0.45F : 0.35F * radius(entity));
    }

    float jitter(float size) { return rng_.uniform(-size, size); }

    Quat front_of(int entity) {
        if (at(entity).is_alive()) {
            return facing({jitter(0.15F), 0, 1});
        }
        return from_axis_angle({0, 1, 0}, at(entity).is_fixed() ? 0.0F : jitter(0.12F));
    }

    // ---- Relations

    void follow_relations() {
        for (Actor& actor : scene_.actors()) {
            if (actor.backdrop) {
                continue;
            }
            for (const Relation& relation : actor.script.relations) {
                const int target = scene_.find(relation.target);
                if (target >= 0 && target != actor.entity && placed_[index(target)] &&
                    !layout_.in_hand[index(actor.entity)]) {
                    follow(actor, relation.kind, target);
                }
            }
            const Action* deed = first_deed(shot_, actor.script.id);
            const int ridden =
                deed != nullptr && is_riding(deed->verb) ? scene_.find(deed->object) : -1;
            if (ridden >= 0 && placed_[index(actor.entity)]) {
                put(ridden, actor.origin.position, actor.origin.rotation);
            }
            if (!placed_[index(actor.entity)] && !layout_.in_hand[index(actor.entity)]) {
                const Action* use = first_use(shot_, actor.script.id);
                const int user = use != nullptr ? scene_.find(use->subject) : -1;
                if (user >= 0 && placed_[index(user)]) {
                    lay_before(actor.entity, user, 0.5F);
                }
            }
        }
    }

    void follow(Actor& actor, RelationKind kind, int target) {
        const Vec3 base = at(target).origin.position;
        const Vec3 mine = half(actor.entity);
        const Vec3 theirs = half(target);
        const float room = kGap + 0.25F * std::min(radius(actor.entity), radius(target)) +
                           (actor.is_alive() && at(target).is_alive() ? 0.35F : 0.0F);
        const Quat turn =
            placed_[index(actor.entity)] ? actor.origin.rotation : front_of(actor.entity);
        switch (kind) {
            case RelationKind::kLeftOf:
                return put(actor.entity, base - Vec3{mine.x + theirs.x + room, 0, 0}, turn);
            case RelationKind::kRightOf:
                return put(actor.entity, base + Vec3{mine.x + theirs.x + room, 0, 0}, turn);
            case RelationKind::kBehind:
                return put(
                    actor.entity, base + Vec3{jitter(0.1F), 0, -(mine.z + theirs.z + room)}, turn
                );
            case RelationKind::kInFrontOf:
                return put(
                    actor.entity, base + Vec3{jitter(0.1F), 0, mine.z + theirs.z + room}, turn
                );
            case RelationKind::kFarFrom:
                return put(actor.entity, base + Vec3{2.5F, 0, -(8.0F + 3.0F * theirs.x)}, turn);
            case RelationKind::kFacing:
                if (placed_[index(actor.entity)]) {
                    actor.origin.rotation = facing(base - actor.origin.position);
                }
                return;
            case RelationKind::kHolding:
                return;
            case RelationKind::kBeside:
                if (!placed_[index(actor.entity)]) {
                    const float side = target == layout_.main || rng_.chance(0.5) ? 1.0F : -1.0F;
                    put(actor.entity, base + Vec3{side * (mine.x + theirs.x + room), 0, 0}, turn);
                }
                return;
            default:
                if (!placed_[index(actor.entity)]) {
                    put(actor.entity, base, turn);
                }
                return;
        }
    }

    bool stands_on(int entity, int* support) {
        for (const Relation& relation : at(entity).script.relations) {
            const bool upon =
                relation.kind == RelationKind::kOn || relation.kind == RelationKind::kRiding ||
                relation.kind == RelationKind::kInside || relation.kind == RelationKind::kAbove ||
                relation.kind == RelationKind::kUnder;
            const int target = scene_.find(relation.target);
            if (upon && target >= 0 && target != entity) {
                *support = target;
                return true;
            }
        }
        return false;
    }

    // ---- No overlap

    void separate() {
        for (int round = 0; round < 24; ++round) {
            bool moved = false;
            for (Actor& a : scene_.actors()) {
                for (Actor& b : scene_.actors()) {
                    if (a.entity < b.entity && part(a, b)) {
                        moved = true;
                    }
                }
            }
            if (!moved) {
                return;
            }
        }
    }

    bool shares_ground(const Actor& actor) {
        int support = -1;
        return placed_[index(actor.entity)] && !layout_.in_hand[index(actor.entity)] &&
               !(stands_on(actor.entity, &support) && !actor.backdrop) && !is_ridden(actor);
    }

    bool is_ridden(const Actor& actor) {
        const Action* use = first_use(shot_, actor.script.id);
        return use != nullptr && is_riding(use->verb);
    }

    bool part(Actor& a, Actor& b) {
        if (!shares_ground(a) || !shares_ground(b) || (a.backdrop && b.backdrop)) {
            return false;
        }
        const Vec3 ha = turned_half(a);
        const Vec3 hb = turned_half(b);
        const Vec3 d = b.origin.position - a.origin.position;
        const float over_x = ha.x + hb.x + 0.01F - std::abs(d.x);
        const float over_z = ha.z + hb.z + 0.01F - std::abs(d.z);
        if (over_x <= 0.0F || over_z <= 0.0F) {
            return false;
        }
        if (a.script.kind == "domino" && b.script.kind == "domino") {
            return false;
        }
        Vec3 push{};
        if (over_x < over_z) {
            push.x = d.x >= 0.0F ? over_x : -over_x;
        } else {
            push.z = d.z > 0.0F ? over_z : -over_z;
        }
        const bool a_stays = a.backdrop || a.is_fixed() || a.entity == layout_.main;
        const bool b_stays = b.backdrop || (b.is_fixed() && !a_stays) || b.entity == layout_.main;
        if (a_stays && b_stays) {
            return false;
        }
        const float share = a_stays ? 1.0F : (b_stays ? 0.0F : 0.5F);
        b.origin.position += push * share;
        a.origin.position -= push * (1.0F - share);
        return true;
    }

    static Vec3 turned_half(const Actor& actor) {
        const Vec3 h = actor.blueprint.half_extent;
        const Vec3 x = rotate(actor.origin.rotation, {h.x, 0, 0});
        const Vec3 z = rotate(actor.origin.rotation, {0, 0, h.z});
        return {std::abs(x.x) + std::abs(z.x), h.y, std::abs(x.z) + std::abs(z.z)};
    }

    // ---- Heights

    float top_of(int entity, float x, float z) {
        if (const Anchor* top = find_anchor(entity, "top");
            top != nullptr && at(entity).thing->traits.surface) {
            return at(entity).origin.position.y + rest_anchor(entity, *top).y;
        }
        (void)x;
        (void)z;
        return at(entity).origin.position.y + 2.0F * half(entity).y;
    }

    void follow_supports() {
        // Children in the order of the script, several on one support side by side or stacked.
        std::vector<std::vector<int>> loads(scene_.actors().size());
        for (Actor& actor : scene_.actors()) {
            int support = -1;
            if (actor.backdrop || layout_.in_hand[index(actor.entity)] ||
                !stands_on(actor.entity, &support)) {
                continue;
            }
            loads[index(support)].push_back(actor.entity);
        }
        for (int round = 0; round < 4; ++round) {
            for (std::size_t support = 0; support < loads.size(); ++support) {
                load(static_cast<int>(support), loads[support]);
            }
        }
    }

    /// What rolls down a ramp meets its like at the foot.
    void line_up_below_ramps() {
        for (const Actor& roller : scene_.actors()) {
            int ramp = -1;
            if (roller.backdrop || roller.is_alive() || !stands_on(roller.entity, &ramp)) {
                continue;
            }
            const Anchor* top = find_anchor(ramp, "top");
            const Anchor* foot = find_anchor(ramp, "bottom");
            if (top == nullptr || foot == nullptr) {
                continue;
            }
            const Vec3 low = apply(at(ramp).origin, rest_anchor(ramp, *foot));
            const Vec3 high = apply(at(ramp).origin, rest_anchor(ramp, *top));
            const Vec3 along = normalize(Vec3{low.x - high.x, 0, low.z - high.z});
            float ahead =
                0.4F * half(roller.entity).x;  // Met before the roller can jump off the foot.
            for (const Actor& other : scene_.actors()) {
                int support = -1;
                const bool alike = other.script.kind == roller.script.kind;
                const Action* aim = first_aim(shot_, other.script.id);
                const bool aimed = aim != nullptr && aim->subject == roller.script.id;
                if (other.entity == roller.entity || other.backdrop || other.is_alive() ||
                    other.entity == ramp || !(alike || aimed) ||
                    stands_on(other.entity, &support)) {
                    continue;
                }
                const float r = half(other.entity).x;
                put(other.entity, Vec3{low.x, 0, low.z} + along * (ahead + r), {});
                ahead += 2.2F * r;
            }
        }
    }

    /// What a pendulum swings into stands in its way, as near to the lowest point as its stand lets
    /// it.
    void meet_swings() {
        for (const Action& action : shot_.actions) {
            const int subject = scene_.find(action.subject);
            const int target = scene_.find(action.target);
            if (action.verb != Verb::kSwing || subject < 0 || target < 0 || subject == target ||
                at(subject).is_alive()) {
                continue;
            }
            const Hang hang = hang_of(at(subject).blueprint);
            if (hang.link < 0) {
                continue;
            }
            at(subject).origin.rotation = {};
            // A wall is met on its broad side.
            const Vec3 h = half(target);
            const bool broad = h.x > 1.5F * h.z;
            const Vec3 pivot = apply(at(subject).origin, hang.pivot);
            put(target,
                {pivot.x + hang.reach + (broad ? h.z : h.x), at(target).origin.position.y, pivot.z},
                broad ? facing({-1, 0, 0}) : Quat{});
        }
    }

    RelationKind relation_to(int entity, int support) {
        for (const Relation& relation : at(entity).script.relations) {
            if (scene_.find(relation.target) == support && relation.kind != RelationKind::kFacing) {
                return relation.kind;
            }
        }
        return RelationKind::kOn;
    }

    bool all_of_kind(const std::vector<int>& entities, std::string_view kind) {
        return std::all_of(entities.begin(), entities.end(), [&](int entity) {
            return at(entity).script.kind == kind;
        });
    }

    void load(int support, const std::vector<int>& children) {
        if (children.empty()) {
            return;
        }
        const Quat turn = at(support).origin.rotation;
        const bool dominoes = children.size() > 1 && all_of_kind(children, "domino");
        const Vec3 first = half(children.front());
        const bool thin_z = dominoes && first.z < first.x;
        const auto step_of = [&](int child) {
            // Each domino must reach the next; the others keep a little air.
            return dominoes ? 1.1F * half(child).y : 2.2F * half(child).x;
        };
        float width = 0.0F;
        for (const int child : children) {
            width += step_of(child);
        }
        // Too many for one row stand in several, the first in front.
        const float room = std::max(1.84F * half(support).x, 1e-3F);
        const int rows =
            dominoes || !at(support).thing->traits.surface
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
                rows > 1 ? (0.5F * static_cast<float>(rows - 1) - row) * 2.4F * half(child).z : 0;
            along += step;
            if (dominoes) {
                at(child).origin.rotation = thin_z ? turn * facing({1, 0, 0}) : turn;
            }
            const Vec3 base = at(support).origin.position;
            Vec3 spot = base + rotate(turn, {x, 0, z});
            switch (relation_to(child, support)) {
                case RelationKind::kAbove:
                    spot.y = base.y + 2.0F * half(support).y + half(child).y + 0.4F;
                    layout_.hung[index(child)] = true;
                    break;
                case RelationKind::kUnder:
                    spot.y = base.y;
                    break;
                case RelationKind::kInside:
                    spot.y = base.y + 0.1F * half(support).y;
                    break;
                default:
                    if (is_descent(support)) {
                        spot = start_of_descent(child, support, i, children.size());
                    } else {
                        send_across(child, support, children, spot);
                        place_upon(support, spot);
                    }
                    break;
            }
            face_along(child, support);
            const Action* deed = first_deed(shot_, at(child).script.id);
            if (relation_to(child, support) == RelationKind::kOn && deed != nullptr &&
                deed->verb == Verb::kFall && at(support).thing->traits.surface) {
                // Near the edge it will go over, where the camera sees it.
                spot += rotate(turn, {0, 0, half(support).z - 1.6F * radius(child)});
            }
            at(child).origin.position = spot;
            placed_[index(child)] = true;
        }
    }

    /// Who stands on something with a start and an end (a beam, a rail) faces along it.
    void face_along(int child, int support) {
        const Anchor* start = find_anchor(support, "start");
        const Anchor* end = find_anchor(support, "end");
        if (start != nullptr && end != nullptr && at(child).is_alive()) {
            const Vec3 along = rest_anchor(support, *end) - rest_anchor(support, *start);
            at(child).origin.rotation = facing(rotate(at(support).origin.rotation, along));
        }
    }

    bool is_descent(int support) {
        return find_anchor(support, "top") != nullptr &&
               (find_anchor(support, "bottom") != nullptr ||
                find_anchor(support, "entry") != nullptr);
    }

    /// At the high end of a ramp, touching the incline, or on the top step of stairs; several
    /// abreast.
    Vec3 start_of_descent(int child, int support, std::size_t number, std::size_t count) {
        const Anchor* bottom = find_anchor(support, "bottom");
        const Anchor* foot = bottom != nullptr ? bottom : find_anchor(support, "entry");
        const Vec3 high =
            apply(at(support).origin, rest_anchor(support, *find_anchor(support, "top")));
        const Vec3 low = apply(at(support).origin, rest_anchor(support, *foot));
        const Vec3 down = normalize(low - high);
        const Vec3 side = normalize(cross(Vec3{0, 1, 0}, down));
        const float abreast = 2.4F * radius(child) *
                              (static_cast<float>(number) - 0.5F * static_cast<float>(count - 1));
        const float r = half(child).y;
        if (bottom == nullptr) {
            return high + side * abreast + Vec3{0, 0.001F, 0};
        }
        const Vec3 normal = normalize(cross(down, side));
        const Vec3 center = high + down * (1.2F * half(child).x) + side * abreast +
                            (normal.y > 0 ? normal : -normal) * r;
        return center - Vec3{0, r - 0.002F, 0};
    }

    /// What hits another on the same table starts at its left end, with a run-up; what is to be
    /// knocked off stands near the right one.
    void send_across(int child, int support, const std::vector<int>& children, Vec3& spot) {
        const auto shares = [&](int other) {
            return other != child &&
                   std::find(children.begin(), children.end(), other) != children.end();
        };
        const float reach = half(support).x - 1.3F * radius(child);
        const Vec3 along = rotate(at(support).origin.rotation, {1, 0, 0});
        const Vec3 middle = at(support).origin.position;
        const float way = dot(spot - middle, along);
        const Action* deed = first_deed(shot_, at(child).script.id);
        const Action* aim = first_aim(shot_, at(child).script.id);
        const auto runs = [&](const Action* action) {
            return action != nullptr &&
                   (action->verb == Verb::kHit || action->verb == Verb::kRoll ||
                    action->verb == Verb::kSlide);
        };
        if (runs(deed) && shares(scene_.find(deed->target))) {
            spot += along * ((deed->direction == Direction::kLeft ? reach : -reach) - way);
        } else if (runs(aim) && shares(scene_.find(aim->subject))) {
            spot += along * ((aim->direction == Direction::kLeft ? -0.7F : 0.7F) * reach - way);
        }
        const bool meets = (runs(deed) && shares(scene_.find(deed->target))) ||
                           (runs(aim) && shares(scene_.find(aim->subject)));
        if (meets) {
            const Vec3 across = rotate(at(support).origin.rotation, {0, 0, 1});
            spot -= across * dot(spot - middle, across);
        }
    }

    void place_upon(int support, Vec3& spot) {
        // On a seesaw it waits at the right end; what falls comes down on the left one.
        for (const char* name : {"deck", "seat", "bed", "right"}) {
            const bool end = std::string_view(name) == "right";
            if (end && at(support).script.kind != "seesaw") {
                continue;
            }
            if (const Anchor* anchor = find_anchor(support, name); anchor != nullptr) {
                spot = apply(at(support).origin, rest_anchor(support, *anchor));
                return;
            }
        }
        spot.y = top_of(support, spot.x, spot.z) + 0.0002F;
    }

    /// Things that move start so that their way crosses the picture.
    void start_moves() {
        for (Actor& actor : scene_.actors()) {
            int support = -1;
            const Action* deed = actor.backdrop ? nullptr : first_deed(shot_, actor.script.id);
            if (deed == nullptr || layout_.in_hand[index(actor.entity)] ||
                (stands_on(actor.entity, &support) && deed->verb != Verb::kFall &&
                 !(actor.is_alive() && is_riding(deed->verb)))) {
                continue;
            }
            if (actor.is_alive()) {
                start_walk(actor, *deed);
            } else if (!stands_on(actor.entity, &support)) {
                start_thing(actor, *deed);
            }
        }
    }

    void start_walk(Actor& actor, const Action& deed) {
        float pace = 0.0F;
        switch (deed.verb) {
            case Verb::kWalk:
            case Verb::kSneak:
            case Verb::kPush:
            case Verb::kPull:
            case Verb::kCrawl:
                pace = deed.verb == Verb::kWalk ? 1.3F : 0.7F;
                break;
            case Verb::kRun:
            case Verb::kSkate:
            case Verb::kCycle:
            case Verb::kRide:
            case Verb::kSnowboard:
            case Verb::kPushBoard:
            case Verb::kOllie:
            case Verb::kKickflip:
            case Verb::kGrind:
                pace = 3.2F;
                break;
            case Verb::kSwim:
            case Verb::kSurf:
            case Verb::kPaddle:
                pace = 1.2F;
                break;
            default:
                return;
        }
        if (scene_.find(deed.target) >= 0 && deed.direction == Direction::kNone) {
            // Comes from a side towards its target.
            const Vec3 goal = at(scene_.find(deed.target)).origin.position;
            const float away = std::min(pace * 0.6F * shot_.duration_s * shot_.speed, 6.0F) + 1.0F;
            if (distance(goal, actor.origin.position) < 1.5F) {
                actor.origin.position = goal + Vec3{-away, 0, 0.3F};
            }
            const Quat turn = facing(goal - actor.origin.position);
            shift_with_ridden(actor, {}, turn);
            return;
        }
        GroundDirection way = ground_direction(deed.direction);
        if (way.x == 0.0F && way.z == 0.0F) {
            way = {1.0F, 0.0F};
        }
        const float length_m = std::min(pace * shot_.duration_s * shot_.speed, 14.0F);
        const Vec3 direction = normalize(Vec3{way.x, 0, way.z});
        shift_with_ridden(actor, direction * (-0.5F * length_m), facing(direction));
    }

    /// A rider comes at a kicker from far enough away; down the slope where there is one.
    void line_up_kickers() {
        constexpr float kRunUp = 5.5F;  // Metres to its foot.
        for (Actor& actor : scene_.actors()) {
            const Action* deed = actor.backdrop ? nullptr : first_deed(shot_, actor.script.id);
            const int kicker = deed != nullptr ? scene_.find(deed->target) : -1;
            const int ridden = deed != nullptr ? scene_.find(deed->object) : -1;
            if (kicker < 0 || ridden < 0 || !actor.is_alive()) {
                continue;
            }
            const Anchor* entry = find_anchor(kicker, "entry");
            const Anchor* lip = find_anchor(kicker, "lip");
            if (entry == nullptr || lip == nullptr) {
                continue;
            }
            const bool slope = scene_.environment().terrain.kind == TerrainKind::kSlope;
            GroundDirection way = slope ? GroundDirection{} : ground_direction(deed->direction);
            if (way.x == 0.0F && way.z == 0.0F) {
                way = {1.0F, 0.0F};  // Where slopes fall to.
            }
            const Vec3 along = normalize(Vec3{way.x, 0, way.z});
            const Vec3 from = rest_anchor(kicker, *entry);
            const Vec3 to = rest_anchor(kicker, *lip);
            const Quat turn =
                rotation_between(normalize(Vec3{to.x - from.x, 0, to.z - from.z}), along);
            put(kicker, {0, 0, 0}, turn);
            const Vec3 foot = rotate(turn, Vec3{from.x, 0, from.z});
            put(actor.entity, foot - along * kRunUp, facing(along));
            put(ridden, foot - along * kRunUp, facing(along));
        }
    }

    void shift_with_ridden(Actor& actor, Vec3 shift, Quat turn) {
        actor.origin.position += shift;
        actor.origin.rotation = turn;
        const Action* deed = first_deed(shot_, actor.script.id);
        const int ridden = deed != nullptr ? scene_.find(deed->object) : -1;
        if (ridden >= 0 && is_riding(deed->verb) && !at(ridden).is_fixed()) {
            const float deck = at(ridden).origin.position.y;
            int support = -1;
            at(ridden).origin = actor.origin;
            if (stands_on(actor.entity, &support) && support == ridden) {
                at(ridden).origin.position.y = deck;
            }
        }
    }

    void start_thing(Actor& actor, const Action& deed) {
        const Vec3 h = actor.blueprint.half_extent;
        const float size = std::max({h.x, h.y, h.z});
        GroundDirection way = ground_direction(deed.direction);
        const int target = scene_.find(deed.target);
        if (starts_aloft(deed.verb)) {
            const bool lifts_off = deed.verb == Verb::kFly && deed.direction == Direction::kUp;
            const float drop = lifts_off ? 0.02F : clamp(1.2F + 4.0F * size, 0.9F, 9.0F);
            actor.origin.position.y += drop * clamp(deed.intensity, 0.7F, 1.4F);
            layout_.hung[index(actor.entity)] = true;
            if (lifts_off) {
                return;
            }
            if (deed.verb == Verb::kFly && way.x == 0.0F && way.z == 0.0F) {
                way.x = 1.0F;
            }
            if (deed.verb == Verb::kFly) {
                actor.origin.position.x -= 2.5F * way.x;
                actor.origin.position.z -= 2.5F * way.z;
            }
            if (target >= 0 && placed_[index(target)] && deed.verb != Verb::kFly) {
                Vec3 goal = at(target).origin.position;
                if (const Anchor* end = find_anchor(target, "left");
                    end != nullptr && at(target).script.kind == "seesaw") {
                    const Vec3 spot = apply(at(target).origin, rest_anchor(target, *end));
                    actor.origin.position = {spot.x, actor.origin.position.y + spot.y, spot.z};
                    return;
                }
                actor.origin.position.x = goal.x + jitter(0.1F * half(target).x);
                actor.origin.position.z = goal.z + jitter(0.1F * half(target).z);
                actor.origin.position.y += goal.y + 2.0F * half(target).y;
            }
            return;
        }
        const bool travels = deed.verb == Verb::kRoll || deed.verb == Verb::kSlide ||
                             deed.verb == Verb::kHit || deed.verb == Verb::kDrive ||
                             deed.verb == Verb::kSail;
        if (!travels) {
            return;
        }
        if (target >= 0 && placed_[index(target)]) {
            const float side = way.x != 0.0F ? way.x : 1.0F;
            const Vec3 goal = at(target).origin.position;
            const float away = half(target).x + size + std::max(1.2F, 5.0F * size);
            const Quat turn = actor.origin.rotation;
            put(actor.entity, {goal.x - side * away, goal.y, goal.z}, turn);
            if (steers(actor, deed)) {
                actor.origin.rotation = heading(actor, {side, 0, 0});
            }
            return;
        }
        if (way.x == 0.0F && way.z == 0.0F) {
            way.x = 1.0F;
        }
        const Vec3 direction = normalize(Vec3{way.x, 0, way.z});
        const float back =
            deed.verb == Verb::kDrive ? std::max(5.0F, 3.0F * size) : std::max(0.8F, 3.0F * size);
        actor.origin.position -= direction * back;
        if (steers(actor, deed)) {
            actor.origin.rotation = heading(actor, direction);
        }
    }

    static bool steers(const Actor& actor, const Action& deed) {
        return deed.verb == Verb::kDrive || deed.verb == Verb::kSail ||
               actor.thing->category == Category::kVehicle;
    }

    /// Vehicles are drawn with their front along +Z or, when longer in X, along +X.
    static Quat heading(const Actor& actor, Vec3 direction) {
        const Vec3 h = actor.blueprint.half_extent;
        const Quat base = facing(direction);
        return h.x > 1.2F * h.z ? base * from_axis_angle({0, 1, 0}, -0.5F * kPi) : base;
    }

    /// What needs water starts on it: the whole action moves to the nearest place deep enough.
    void take_to_water() {
        const Environment& environment = scene_.environment();
        if (!environment.water.present || stand_at_waterside() || !needs_water()) {
            return;
        }
        const auto depth = [&](Vec3 spot) {
            return environment.water.level_m - terrain_height(environment.terrain, spot.x, spot.z);
        };
        Vec3 low{1e9F, 0, 1e9F};
        Vec3 high{-1e9F, 0, -1e9F};
        for (const Actor& actor : scene_.actors()) {
            if (!actor.backdrop && placed_[index(actor.entity)]) {
                low = min(low, actor.origin.position);
                high = max(high, actor.origin.position);
            }
        }
        for (float away = 0.0F; away < 60.0F; away += 1.0F) {
            for (const Vec3 way : {Vec3{0, 0, -1}, Vec3{1, 0, 0}, Vec3{-1, 0, 0}, Vec3{0, 0, 1}}) {
                const Vec3 shift = way * away;
                const bool deep = depth(shift + low) > kSwimDepth &&
                                  depth(shift + high) > kSwimDepth &&
                                  depth(shift + Vec3{low.x, 0, high.z}) > kSwimDepth &&
                                  depth(shift + Vec3{high.x, 0, low.z}) > kSwimDepth;
                if (deep) {
                    return shift_all(shift);
                }
            }
        }
    }

    static bool leaps(const Action* deed) {
        return deed != nullptr && (deed->verb == Verb::kDive || deed->verb == Verb::kJump ||
                                   deed->verb == Verb::kFrontFlip || deed->verb == Verb::kBackflip);
    }

    /// Who leaps where all the stage is water does it from its edge, or from a board over it.
    bool stand_at_waterside() {
        const Environment& environment = scene_.environment();
        const bool all_water = floor_y(environment, 0, 0) < environment.water.level_m - kSwimDepth;
        std::vector<int> divers;
        int board = -1;
        for (const Actor& actor : scene_.actors()) {
            int support = -1;
            const Action* deed = first_deed(shot_, actor.script.id);
            if (actor.backdrop || !actor.is_alive() || !leaps(deed)) {
                continue;
            }
            if (!stands_on(actor.entity, &support)) {
                divers.push_back(actor.entity);
            } else if (find_anchor(support, "tip") != nullptr) {
                board = support;
            }
        }
        const auto edge = all_water && (board >= 0 || !divers.empty()) ? find_waterside(environment)
                                                                       : std::nullopt;
        if (!edge) {
            return false;
        }
        const int first = board >= 0 ? board : divers.front();
        const Vec3 spot{edge->position.x, 0, edge->position.z};  // Heights are settled later.
        const Vec3 from = at(first).origin.position;
        shift_all(spot - Vec3{from.x, 0, from.z});
        const Vec3 along{-edge->out.z, 0, edge->out.x};
        for (std::size_t i = 0; i < divers.size(); ++i) {
            const float aside = 1.1F * static_cast<float>(i) + (board >= 0 ? 1.6F : 0.0F);
            put(divers[i], spot + along * aside, facing(edge->out));
        }
        if (board >= 0) {
            overhang(board, spot, edge->out);
        }
        return true;
    }

    /// A diving board with its tip over the water and the diver on it.
    void overhang(int board, Vec3 edge, Vec3 out) {
        constexpr float kOverWater = 0.9F;
        const Vec3 tip = rest_anchor(board, *find_anchor(board, "tip"));
        const Quat turn = facing(out);
        put(board, edge + out * (kOverWater - tip.z), turn);
        for (const Actor& actor : scene_.actors()) {
            int support = -1;
            if (!actor.backdrop && stands_on(actor.entity, &support) && support == board) {
                const Vec3 spot = at(board).origin.position + rotate(turn, tip);
                put(actor.entity, spot - out * 0.15F, turn);
            }
        }
    }

    void shift_all(Vec3 shift) {
        for (Actor& actor : scene_.actors()) {
            if (!actor.backdrop) {
                actor.origin.position += shift;
            }
        }
    }

    bool needs_water() {
        for (const Action& action : shot_.actions) {
            switch (action.verb) {
                case Verb::kSurf:
                case Verb::kPaddle:
                case Verb::kSwim:
                case Verb::kDive:
                case Verb::kSail:
                case Verb::kSink:
                    return true;
                default:
                    break;
            }
        }
        return std::any_of(scene_.actors().begin(), scene_.actors().end(), [&](const Actor& actor) {
            const bool boat =
                actor.thing->traits.floats &&
                (actor.thing->traits.rideable || actor.thing->category == Category::kVehicle);
            return !actor.backdrop && boat && !layout_.in_hand[index(actor.entity)];
        });
    }

    void settle_heights() {
        const Environment& environment = scene_.environment();
        std::vector<float> lifts(scene_.actors().size(), 0.0F);
        for (Actor& actor : scene_.actors()) {
            int support = -1;
            if (!actor.backdrop && stands_on(actor.entity, &support)) {
                continue;
            }
            const Vec3 at = actor.origin.position;
            float ground = floor_y(environment, at.x, at.z);
            if (environment.terrain.kind == TerrainKind::kNone) {
                ground = 0.0F;
            }
            if (environment.water.present && !actor.backdrop) {
                const float surface = water_height(environment.water, at.x, at.z, 0.0F);
                const Action* deed = first_deed(shot_, actor.script.id);
                const bool dives = deed != nullptr && deed->verb == Verb::kSink;
                if (surface > ground + 0.3F && (!actor.is_fixed() || actor.thing->traits.floats)) {
                    // In the water: afloat at about the right draught.
                    const Anchor* line = find_anchor(actor.entity, "waterline");
                    ground = surface - (line != nullptr ? rest_anchor(actor.entity, *line).y
                                                        : (dives ? 0.4F : 0.7F) *
                                                              actor.blueprint.half_extent.y);
                }
            }
            actor.origin.position.y += ground;
            lifts[index(actor.entity)] = ground;
            const bool lies = !actor.is_fixed() || find_anchor(actor.entity, "lip") != nullptr;
            if (environment.terrain.kind == TerrainKind::kSlope && !actor.is_alive() && lies) {
                const SurfaceNormal<float> n = terrain_normal(environment.terrain, at.x, at.z);
                actor.origin.rotation =
                    rotation_between({0, 1, 0}, {n.x, n.y, n.z}) * actor.origin.rotation;
            }
        }
        // Loads rise with what carries them.
        for (Actor& actor : scene_.actors()) {
            int support = -1;
            int below = actor.entity;
            for (int depth = 0; depth < 4 && !at(below).backdrop && stands_on(below, &support);
                 ++depth) {
                below = support;
            }
            if (below != actor.entity) {
                actor.origin.position.y += lifts[index(below)];
            }
        }
    }

    // ---- Faces

    /// Done while turned to another.
    static bool leaves_free(Verb verb) {
        switch (verb) {
            case Verb::kTalk:
            case Verb::kSing:
            case Verb::kStand:
            case Verb::kLaugh:
            case Verb::kCry:
            case Verb::kLook:
            case Verb::kNod:
                return true;
            default:
                return false;
        }
    }

    void turn_talkers() {
        std::vector<int> speakers;
        for (const SpokenLine& line : shot_.lines) {
            const int speaker = scene_.find(line.speaker);
            if (speaker >= 0 && at(speaker).is_alive() &&
                std::find(speakers.begin(), speakers.end(), speaker) == speakers.end()) {
                speakers.push_back(speaker);
            }
        }
        if (speakers.size() < 2) {
            return;
        }
        Vec3 middle{};
        for (const int speaker : speakers) {
            middle += at(speaker).origin.position / static_cast<float>(speakers.size());
        }
        for (const int speaker : speakers) {
            const Action* deed = first_deed(shot_, at(speaker).script.id);
            const bool busy = deed != nullptr && !leaves_free(deed->verb);
            if (!busy) {
                // Open to the camera: half towards each other, half out.
                const Vec3 inward = normalize(middle - at(speaker).origin.position);
                at(speaker).origin.rotation = facing(inward + Vec3{0, 0, 0.55F});
            }
        }
    }

    Scene& scene_;
    const Shot& shot_;
    float aspect_;
    Rng rng_;
    Layout layout_;
    std::vector<bool> placed_;
};

}  // namespace

Layout arrange(Scene& scene, const Shot& shot, float aspect, Rng rng) {
    return Arranger(scene, shot, aspect, rng).run();
}

Quat facing(Vec3 direction) {
    return from_axis_angle({0, 1, 0}, std::atan2(direction.x, direction.z));
}

}  // namespace hibari::world
