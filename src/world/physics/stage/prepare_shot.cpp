#include "world/physics/stage/prepare_shot.h"

#include "base/text.h"
#include "world/physics/stage/kites.h"
#include "world/physics/stage/prepare_boards.h"
#include "world/physics/stage/prepare_games.h"
#include "world/physics/stage/prepare_towers.h"
#include "world/physics/stage/roles.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kFitsTable_m = 0.35F;
constexpr int kRow = 3;  // So many dominoes or pins act as one.
// Heights of what is knocked down, of the size of what does it.
constexpr float kOfStriker = 1.6F;
constexpr float kTowerOfStriker = 4.5F;  // Of its smallest side: a long car is no wall.

class Preparer {
  public:
    explicit Preparer(const Shot& shot) : shot_(shot) {}

    Shot run() {
        mend_targets();
        push_by_hand();
        run_into();
        hit_on_the_way();
        row_across();
        set_up_stairs(shot_);
        start_on_descents();
        prepare_games(shot_);
        topple_rows();
        bowl();
        ride_off_kickers();
        fill_supports();
        strike_towers(shot_);
        fit_targets();
        swing_hanging();
        fit_fish();
        let_kites_fly(shot_);
        return std::move(shot_);
    }

  private:
    /// What stands on a table is swept off it, not walked into.
    void push_by_hand() {
        for (Action& action : shot_.actions) {
            const Entity* thing = find(action.target);
            const Entity* under = thing != nullptr ? find(support_of(*thing)) : nullptr;
            const Entity* who = find(action.subject);
            if (action.verb == Verb::kPush && action.object.empty() && under != nullptr &&
                who != nullptr && category(*who) == Category::kPerson && is_surface(*under) &&
                is_table(*under) && category(*thing) == Category::kTabletop &&
                !supports(thing->id)) {
                std::swap(action.object, action.target);
            }
        }
    }

    Entity* find(std::string_view id) { return find_entity(shot_, id); }

    static Category category(const Entity& entity) { return category_of(entity); }

    static bool is_surface(const Entity& entity) {
        const Thing* thing = find_thing(entity.kind);
        return thing != nullptr && thing->traits.surface;
    }

    /// A wall, a house: much higher than it is deep.
    static bool stands_upright(const Entity& entity) {
        const Thing* thing = find_thing(entity.kind);
        return thing != nullptr && thing->category == Category::kScenery &&
               thing->usual_size.y > 2.0F * thing->usual_size.z;
    }

    static bool is_goal(const Entity* entity) {
        return entity != nullptr && entity->kind.find("goal") != std::string::npos;
    }

    Entity* first_of(std::string_view kind_part) {
        for (Entity& entity : shot_.entities) {
            if (entity.kind.find(kind_part) != std::string::npos) {
                return &entity;
            }
        }
        return nullptr;
    }

    int count_of(std::string_view kind) const {
        return static_cast<int>(std::count_if(
            shot_.entities.begin(),
            shot_.entities.end(),
            [&](const Entity& entity) { return entity.kind == kind; }
        ));
    }

    static std::string support_of(const Entity& entity) {
        for (const Relation& relation : entity.relations) {
            if (relation.kind == RelationKind::kOn || relation.kind == RelationKind::kRiding) {
                return relation.target;
            }
        }
        return {};
    }

    bool stands_on_surface(const Entity& entity) {
        const Entity* support = find(support_of(entity));
        return support != nullptr && is_surface(*support);
    }

    bool supports(const std::string& id) const {
        return std::any_of(shot_.entities.begin(), shot_.entities.end(), [&](const Entity& entity) {
            return support_of(entity) == id;
        });
    }

    // ---- Targets and objects

    void mend_targets() {
        for (Action& action : shot_.actions) {
            const Entity* subject = find(action.subject);
            const Entity* target = find(action.target);
            const bool person = is_alive(subject);
            if (person && action.verb == Verb::kShoot && is_goal(target)) {
                action.verb = Verb::kKick;
            }
            if (person && action.target.empty() && !action.object.empty()) {
                const Entity* aim = action.verb == Verb::kKick    ? first_of("soccer_goal")
                                    : action.verb == Verb::kShoot ? first_of("hoop")
                                                                  : nullptr;
                if (aim != nullptr) {
                    action.target = aim->id;
                }
            }
            // What stands on a table is struck off it.
            const bool strikes = action.verb == Verb::kHit && target != nullptr &&
                                 !is_alive(target) && stands_on_surface(*target);
            action.verb = person && strikes ? Verb::kPush : action.verb;
            const bool shoves = action.verb == Verb::kPush || action.verb == Verb::kPull;
            if (person && shoves && action.object.empty() && target != nullptr &&
                !is_alive(target)) {
                action.object = action.target;
                action.target.clear();
            }
            if (subject != nullptr && !person && action.verb == Verb::kBounce &&
                target != nullptr && stands_upright(*target)) {
                action.verb = Verb::kHit;  // Off a wall, not on top of it.
            }
            if (person && is_riding(action.verb) && action.object.empty() &&
                !support_of(*subject).empty()) {
                action.object = support_of(*subject);
            }
        }
        if (const Entity* seesaw = first_of("seesaw"); seesaw != nullptr) {
            for (Action& action : shot_.actions) {
                const bool drops = action.verb == Verb::kDrop || action.verb == Verb::kFall;
                if (drops && action.subject != seesaw->id && action.target.empty() &&
                    !is_alive(find(action.subject))) {
                    action.target = seesaw->id;
                }
            }
        }
        // What spun falls over where it is.
        for (Action& action : shot_.actions) {
            const bool spun = std::ranges::any_of(shot_.actions, [&](const Action& before) {
                return before.subject == action.subject && before.verb == Verb::kSpin &&
                       before.step < action.step;
            });
            if (spun && action.verb == Verb::kFall && action.direction != Direction::kOff &&
                !is_alive(find(action.subject))) {
                action.verb = Verb::kTopple;
                action.direction = Direction::kNone;
            }
        }
        // Furniture does not fall because something falls off it, and things cannot fly others.
        std::erase_if(shot_.actions, [&](const Action& action) {
            const Entity* subject = find(action.subject);
            if (subject == nullptr || is_alive(subject)) {
                return false;
            }
            const bool falls = starts_aloft(action.verb) || action.verb == Verb::kHit;
            return (falls && supports(action.subject)) ||
                   (action.verb == Verb::kFly && find(action.object) != nullptr);
        });
    }

    /// "Swings into the wall" means to hit it, not to be inside it.
    void run_into() {
        for (Action& action : shot_.actions) {
            Entity* subject = find(action.subject);
            const bool runs = action.verb == Verb::kSwing || action.verb == Verb::kHit ||
                              action.verb == Verb::kDrive;
            if (subject == nullptr || is_alive(subject) || !runs) {
                continue;
            }
            std::erase_if(subject->relations, [&](const Relation& relation) {
                if (relation.kind != RelationKind::kInside || find(relation.target) == nullptr) {
                    return false;
                }
                if (action.target.empty()) {
                    action.target = relation.target;
                }
                return true;
            });
        }
    }

    /// Nobody walks across a lake in a boat.
    void row_across() {
        for (Action& action : shot_.actions) {
            const Entity* subject = find(action.subject);
            const bool goes = action.verb == Verb::kWalk || action.verb == Verb::kRun;
            if (!goes || !is_alive(subject) || find(action.target) != nullptr) {
                continue;
            }
            for (const Relation& relation : subject->relations) {
                const Entity* boat = find(relation.target);
                const Thing* thing = boat != nullptr ? find_thing(boat->kind) : nullptr;
                if (thing != nullptr && thing->traits.floats && thing->traits.rideable &&
                    relation.kind != RelationKind::kBeside) {
                    action.verb = Verb::kPaddle;
                    action.object = relation.target;
                }
            }
        }
    }

    /// "Rides down the street and hits a rock": the ride goes to the rock and ends there, and what
    /// is told of the fall comes of it. So does a slide.
    void hit_on_the_way() {
        for (Action& way : shot_.actions) {
            const Entity* subject = find(way.subject);
            const bool rides = is_riding(way.verb) && find(way.object) != nullptr;
            if (!is_alive(subject) || (!rides && way.verb != Verb::kSlide)) {
                continue;
            }
            const std::string id = way.subject;
            const int step = way.step;
            const auto hit = std::ranges::find_if(shot_.actions, [&](const Action& next) {
                return next.subject == id && next.verb == Verb::kHit && next.step >= step &&
                       find(next.target) != nullptr && next.target != way.object;
            });
            if (hit != shot_.actions.end() && (way.target.empty() || way.target == hit->target)) {
                way.target = hit->target;
                way.outcome =
                    rides && hit->outcome != Outcome::kSuccess ? Outcome::kFailure : way.outcome;
                hit->subject.clear();
            }
            if (rides && way.outcome == Outcome::kFailure && !way.target.empty()) {
                for (Action& after : shot_.actions) {
                    const bool told = after.verb == Verb::kFly || after.verb == Verb::kFall ||
                                      after.verb == Verb::kRoll;
                    if (after.subject == id && after.step > step && told) {
                        after.subject.clear();
                    }
                }
            }
        }
        std::erase_if(shot_.actions, [](const Action& action) { return action.subject.empty(); });
    }

    /// What rolls down or off something starts on it, and so does what rolls across a table.
    void start_on_descents() {
        for (std::size_t i = 0; i < shot_.actions.size(); ++i) {
            Action& action = shot_.actions[i];
            Entity* subject = find(action.subject);
            const Entity* target = find(action.target);
            const bool moves = action.verb == Verb::kRoll || action.verb == Verb::kSlide ||
                               action.verb == Verb::kBounce;
            if (!moves || subject == nullptr || target == nullptr || target == subject ||
                is_alive(subject) || !is_surface(*target)) {
                continue;
            }
            const bool down =
                action.direction == Direction::kDown || action.direction == Direction::kOff;
            if (!down && !is_table(*target)) {
                continue;
            }
            if (support_of(*subject).empty()) {
                subject->relations.push_back({RelationKind::kOn, action.target});
            }
            if (support_of(*subject) == action.target) {
                action.target.clear();
                // Bouncing down is rolling down for what is round.
                action.verb = action.verb == Verb::kBounce ? Verb::kRoll : action.verb;
            }
        }
        // Who rolls in order to hit something does it in one go.
        std::erase_if(shot_.actions, [&](const Action& action) {
            return action.verb == Verb::kRoll && action.target.empty() &&
                   std::any_of(shot_.actions.begin(), shot_.actions.end(), [&](const Action& next) {
                       return next.subject == action.subject && next.verb == Verb::kHit &&
                              next.step == action.step + 1 && !next.target.empty();
                   });
        });
    }

    static bool is_table(const Entity& entity) {
        return entity.kind.find("table") != std::string::npos ||
               entity.kind.find("desk") != std::string::npos;
    }

    // ---- Rows

    /// Of a row of dominoes the first is pushed; the others are reached by physics alone.
    void topple_rows() {
        if (count_of("domino") < kRow) {
            return;
        }
        bool begun = false;
        std::vector<Action> kept;
        for (Action action : shot_.actions) {
            const Entity* subject = find(action.subject);
            const bool domino = subject != nullptr && subject->kind == "domino";
            const bool moves = action.verb == Verb::kHit || action.verb == Verb::kFall ||
                               action.verb == Verb::kTopple || action.verb == Verb::kPush;
            if (domino && moves && begun) {
                continue;
            }
            if (!domino || !moves) {
                kept.push_back(std::move(action));
                continue;
            }
            action.verb = Verb::kTopple;
            action.object.clear();
            const Entity* end = find(action.target);
            if (end == nullptr || end->kind == "domino") {
                action.target.clear();
            }
            begun = true;
            kept.push_back(std::move(action));
        }
        shot_.actions = std::move(kept);
    }

    void bowl() {
        Entity* ball = first_of("bowling_ball");
        if (ball == nullptr || count_of("bowling_pin") < kRow) {
            return;
        }
        std::erase_if(shot_.actions, [&](const Action& action) {
            const Entity* subject = find(action.subject);
            return subject != nullptr && subject->kind == "bowling_pin" &&
                   action.verb != Verb::kStay;
        });
        for (Action& action : shot_.actions) {
            const Entity* subject = find(action.subject);
            const bool sends = action.verb == Verb::kBowl || action.verb == Verb::kThrow ||
                               action.verb == Verb::kRoll || action.verb == Verb::kPush ||
                               action.verb == Verb::kHit;
            if (is_alive(subject) && sends) {
                action.verb = Verb::kBowl;
                action.object = ball->id;
                action.target = first_of("bowling_pin")->id;
            }
        }
    }

    // ---- Kickers

    static bool leaps(Verb verb) {
        return verb == Verb::kJump || verb == Verb::kOllie || verb == Verb::kSpin ||
               verb == Verb::kPirouette || verb == Verb::kBackflip || verb == Verb::kFrontFlip;
    }

    static bool is_rideable(const Entity* entity) {
        const Thing* thing = entity != nullptr ? find_thing(entity->kind) : nullptr;
        return thing != nullptr && thing->traits.rideable;
    }

    /// What somebody rides from the start.
    Entity* ridden_by(const Entity& rider) {
        for (const Relation& relation : rider.relations) {
            const bool upon =
                relation.kind == RelationKind::kRiding || relation.kind == RelationKind::kOn;
            if (upon && is_rideable(find(relation.target))) {
                return find(relation.target);
            }
        }
        for (const Action& action : shot_.actions) {
            if (action.subject == rider.id && is_riding(action.verb) &&
                is_rideable(find(action.object))) {
                return find(action.object);
            }
        }
        return nullptr;
    }

    /// Nobody stands on a kicker in the snow without a board.
    void bring_boards(const std::string& kicker) {
        const Place* place = find_place(shot_.place);
        if (place == nullptr || place->terrain.kind != TerrainKind::kSlope) {
            return;
        }
        std::vector<Entity> boards;
        for (Entity& rider : shot_.entities) {
            const bool stands = std::any_of(
                rider.relations.begin(),
                rider.relations.end(),
                [&](const Relation& relation) { return relation.target == kicker; }
            );
            if (category(rider) == Category::kPerson && stands && ridden_by(rider) == nullptr) {
                const bool skis =
                    has_word(rider.called, "skier") || has_word(rider.called, "skiers");
                boards.push_back({.id = rider.id + "_board", .kind = skis ? "ski" : "snowboard"});
                rider.relations.push_back({RelationKind::kRiding, boards.back().id});
            }
        }
        shot_.entities.insert(shot_.entities.end(), boards.begin(), boards.end());
    }

    /// A rider comes down to the kicker and leaves it in one leap: a jump and the turn made in it
    /// are one deed, which fails when it ends in a fall.
    void ride_off_kickers() {
        const Entity* kicker = first_of("kicker");
        if (kicker != nullptr) {
            bring_boards(kicker->id);
            kicker = first_of("kicker");
        }
        for (Entity& rider : shot_.entities) {
            const Entity* board = is_alive(&rider) ? ridden_by(rider) : nullptr;
            if (board == nullptr) {
                continue;
            }
            if (kicker != nullptr) {
                std::erase_if(rider.relations, [&](const Relation& relation) {
                    return relation.target == kicker->id;
                });
            }
            Action* leap = nullptr;
            std::vector<const Action*> merged;
            for (Action& action : shot_.actions) {
                if (action.subject != rider.id) {
                    continue;
                }
                if (leap == nullptr && leaps(action.verb)) {
                    leap = &action;
                } else if (leap != nullptr && leaps(action.verb)) {
                    leap->verb = action.verb == Verb::kJump ? leap->verb : action.verb;
                    leap->outcome =
                        action.outcome != Outcome::kNone ? action.outcome : leap->outcome;
                    merged.push_back(&action);
                } else if (leap != nullptr && action.verb == Verb::kFall) {
                    leap->outcome = Outcome::kFailure;
                    merged.push_back(&action);
                } else if (leap == nullptr && kicker != nullptr && is_riding(action.verb)) {
                    merged.push_back(&action);  // The way to the kicker is part of the leap.
                }
            }
            if (leap == nullptr) {
                continue;
            }
            if (kicker != nullptr) {
                leap->target = kicker->id;
                leap->direction =
                    leap->direction == Direction::kOff ? Direction::kNone : leap->direction;
                leap->object = board->id;
                rider.relations.push_back({RelationKind::kRiding, board->id});
            }
            std::vector<Action> kept;
            for (const Action& action : shot_.actions) {
                if (std::find(merged.begin(), merged.end(), &action) == merged.end()) {
                    kept.push_back(action);
                }
            }
            shot_.actions = std::move(kept);
        }
    }

    // ---- Supports

    void fill_supports() {
        // Twice: what one stands on may follow from what another does.
        for (int round = 0; round < 2; ++round) {
            for (Entity& entity : shot_.entities) {
                if (!support_of(entity).empty()) {
                    continue;
                }
                if (const std::string support = support_for(entity); !support.empty()) {
                    entity.relations.push_back({RelationKind::kOn, support});
                }
            }
        }
    }

    std::string support_for(const Entity& entity) {
        const Action* deed = first_deed(shot_, entity.id);
        if (is_alive(&entity)) {
            if (deed == nullptr) {
                return {};
            }
            // Who bounces does it on the trampoline; a cat that pushes a vase is up there with it.
            const Entity* trampoline = first_of("trampoline");
            const bool bounces = deed->verb == Verb::kBounce || deed->verb == Verb::kFrontFlip ||
                                 deed->verb == Verb::kBackflip || deed->verb == Verb::kJump;
            if (trampoline != nullptr && bounces) {
                return trampoline->id;
            }
            const Entity* object = find(deed->object);
            if (category(entity) == Category::kAnimal && deed->verb == Verb::kPush &&
                object != nullptr && entity.kind != "horse") {
                return support_of(*object);
            }
            return {};
        }
        if (deed != nullptr && deed->verb == Verb::kRoll) {
            const Entity* target = find(deed->target);
            if (target != nullptr && target->kind.find("ramp") != std::string::npos) {
                return target->id;
            }
        }
        for (const Action& action : shot_.actions) {
            // What something on a table is to run into stands there too.
            const Entity* mover = find(action.subject);
            const Entity* under = mover != nullptr ? find(support_of(*mover)) : nullptr;
            if (action.target == entity.id && action.verb == Verb::kHit && !is_alive(mover) &&
                under != nullptr && is_table(*under) && entity.relations.empty() &&
                size_of(entity).x < kFitsTable_m) {
                return under->id;
            }
        }
        if (deed != nullptr && (deed->verb == Verb::kHit || deed->verb == Verb::kRoll)) {
            // What hits something on a table does it up there, when it has room.
            const Entity* target = find(deed->target);
            const Entity* under = target != nullptr ? find(support_of(*target)) : nullptr;
            const Thing* self = find_thing(entity.kind);
            if (under != nullptr && under->id != entity.id && is_table(*under) && self != nullptr &&
                self->usual_size.x * entity.scale < kFitsTable_m) {
                return under->id;
            }
        }
        // At a seesaw one drops, the other waits on it.
        const Entity* seesaw = first_of("seesaw");
        if (seesaw != nullptr && seesaw->id != entity.id && deed == nullptr &&
            category(entity) == Category::kTabletop) {
            return seesaw->id;
        }
        // Small things that act at a table stand on it.
        if (category(entity) == Category::kTabletop && !is_surface(entity)) {
            for (const Entity& other : shot_.entities) {
                if (is_table(other) && is_surface(other) &&
                    (deed == nullptr || deed->target == other.id || deed->target.empty())) {
                    return other.id;
                }
            }
        }
        return {};
    }

    // ---- Sizes

    /// What rolls into a row or a tower has the size of what can knock it down: a marble would
    /// only kick the foot of a large domino away.
    void fit_targets() {
        float dominoes = 1.0F;
        float blocks = 1.0F;
        for (const Action& action : shot_.actions) {
            const Entity* mover = find(action.subject);
            const Entity* target = find(action.target);
            const bool comes = action.verb == Verb::kHit || action.verb == Verb::kRoll ||
                               action.verb == Verb::kSlide;
            if (!comes || mover == nullptr || target == nullptr || is_alive(mover)) {
                continue;
            }
            const Vec3 size = size_of(*mover);
            if (target->kind == "domino") {
                dominoes = std::min(dominoes, kOfStriker * size.y / size_of(*target).y);
            } else if (target->kind == "block" && supports(target->id)) {
                const float tower = static_cast<float>(count_of("block")) * size_of(*target).y;
                const float thick = std::min({size.x, size.y, size.z});
                blocks = std::min(blocks, kTowerOfStriker * thick / tower);
            }
        }
        fit("domino", dominoes);
        fit("block", blocks);
    }

    static Vec3 size_of(const Entity& entity) {
        const Thing* thing = find_thing(entity.kind);
        return thing != nullptr ? thing->usual_size * entity.scale : Vec3{1, 1, 1};
    }

    /// Makes all of a kind smaller by `share`, never larger.
    void fit(std::string_view kind, float share) {
        constexpr float kSmallest = 0.25F;
        for (Entity& entity : shot_.entities) {
            if (entity.kind == kind && share < 1.0F) {
                entity.scale *= std::max(share, kSmallest);
            }
        }
    }

    // ---- Tanks

    /// A fish in a tank is no longer than a third of it.
    void fit_fish() {
        for (Entity& entity : shot_.entities) {
            for (const Relation& relation : entity.relations) {
                const Entity* tank = find(relation.target);
                const Thing* vessel = tank != nullptr ? find_thing(tank->kind) : nullptr;
                const Thing* fish = find_thing(entity.kind);
                if (relation.kind != RelationKind::kInside || vessel == nullptr ||
                    fish == nullptr || !vessel->traits.vessel || !is_alive(&entity)) {
                    continue;
                }
                const float room = vessel->usual_size.x * tank->scale / 3.0F;
                const Vec3 size = fish->usual_size;
                entity.scale =
                    std::min(entity.scale, room / std::max({size.x, size.y, size.z, 0.01F}));
            }
        }
    }

    // ---- Things that hang

    void swing_hanging() {
        for (const Entity& entity : shot_.entities) {
            const bool cradle = entity.kind == "newtons_cradle";
            if (!cradle && entity.kind != "pendulum" && entity.kind != "wrecking_ball") {
                continue;
            }
            bool swings = false;
            for (Action& action : shot_.actions) {
                const bool knocks = action.verb == Verb::kHit || action.verb == Verb::kSlide ||
                                    action.verb == Verb::kBounce || action.verb == Verb::kRoll;
                if (action.subject == entity.id && knocks) {
                    action.verb = Verb::kSwing;
                    if (cradle) {
                        action.target.clear();
                    }
                }
                swings = swings || action.subject == entity.id;
            }
            // A cradle is there to click; a pendulum may hang still.
            if (!swings && cradle) {
                Action swing;
                swing.subject = entity.id;
                swing.verb = Verb::kSwing;
                shot_.actions.push_back(swing);
            }
        }
    }

    Shot shot_;
};

}  // namespace

Shot prepare_shot(const Shot& shot) {
    return Preparer(shot).run();
}

}  // namespace hibari::world
