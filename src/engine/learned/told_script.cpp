#include "engine/learned/told_script.h"

#include "world/script/names.h"
#include "world/tap/captions.h"
#include "world/tap/deed_phrases.h"
#include "world/tap/draw.h"

#include <algorithm>
#include <limits>
#include <string_view>

namespace hibari::engine {
namespace {

using world::Action;
using world::Entity;
using world::Outcome;
using world::RelationKind;
using world::Shot;
using world::Verb;
using world::tap::Told;
using world::tap::ToldThing;

constexpr float kSmallMax = 0.75F;
constexpr float kLargeMin = 1.35F;
constexpr float kSlowMax = 0.6F;
constexpr float kFastMin = 1.4F;

std::string colour_of(const Entity& entity) {
    if (!entity.color) {
        return {};
    }
    std::string_view nearest;
    float least = std::numeric_limits<float>::max();
    for (const auto& colour : world::tap::named_colours()) {
        const float away = length_squared(colour.linear - *entity.color);
        if (away < least) {
            least = away;
            nearest = colour.name;
        }
    }
    return std::string(nearest);
}

std::string size_of(const Entity& entity) {
    return entity.scale <= kSmallMax ? "small" : entity.scale >= kLargeMin ? "large" : "";
}

std::string relation_of(RelationKind kind) {
    switch (kind) {
        case RelationKind::kLeftOf:
            return "left_of";
        case RelationKind::kRightOf:
            return "right_of";
        case RelationKind::kBehind:
            return "behind";
        case RelationKind::kInFrontOf:
            return "in_front_of";
        case RelationKind::kOn:
            return "on";
        default:
            return {};
    }
}

/// The key in the captions of what is done; "" when they have no words for it.
std::string deed_of(const Action& action) {
    const bool aims = !action.target.empty();
    switch (action.verb) {
        case Verb::kFall:
        case Verb::kDrop:
            return aims ? "fall_on" : "drop";
        case Verb::kRoll:
        case Verb::kHit:
            return aims ? "roll_into" : "roll";
        case Verb::kSlide:
            return aims ? "slide_into" : "slide";
        case Verb::kSwing:
            return aims ? "swing_into" : "swing";
        case Verb::kThrow:
            return aims ? "shoot" : "throw";
        case Verb::kKick:
            return aims ? "kick_goal" : "kick";
        case Verb::kStay:
        case Verb::kStand:
            return "stay";
        default: {
            const std::string name(world::enum_name(action.verb));
            return world::tap::has_words_for(name) ? name : std::string();
        }
    }
}

/// Whether a deed cannot be said without that: 'o' what it is done to, 'b' what it is done with.
bool needs(std::string_view deed, char what) {
    const auto* const phrases = world::tap::find_deed_phrases(deed);
    const std::string mark = {'$', what};
    return phrases != nullptr && std::ranges::any_of(phrases->active, [&](std::string_view phrase) {
               return phrase.find(mark) != std::string_view::npos;
           });
}

/// What is left of a deed without its aim: "roll" of "roll_into".
std::string plain_deed(std::string_view deed) {
    if (deed == "fall_on" || deed == "fall_into") {
        return "drop";
    }
    return std::string(deed.substr(0, deed.find('_')));
}

/// Who is told of where: entity ids to things.
class Teller {
  public:
    explicit Teller(const world::ClipScript& script)
        : script_(script), shot_(script.shots.front()) {}

    ToldScript tell() && {
        Told& told = out_.told;
        told.style = world::enum_name(script_.style);
        told.place = shot_.place;
        told.time = world::enum_name(shot_.time);
        told.camera = shot_.camera.move == world::CameraMove::kStatic
                          ? "static"
                          : std::string(world::enum_name(shot_.camera.move));
        if (told.camera == "auto") {
            told.camera.clear();
        }
        for (const Entity& entity : shot_.entities) {
            add(entity);
        }
        for (std::size_t i = 0; i < told.things.size(); ++i) {
            aim(i);
        }
        if (script_.shots.size() > 1) {
            out_.left_out.emplace_back("every shot but the first");
        }
        return std::move(out_);
    }

  private:
    const Action* first_action(const std::string& id) const {
        const auto found = std::ranges::find_if(shot_.actions, [&](const Action& action) {
            return action.subject == id || (action.object == id && action.verb == Verb::kDrop);
        });
        return found != shot_.actions.end() ? &*found : nullptr;
    }

    void add(const Entity& entity) {
        ToldThing thing{
            .ids = {entity.id},
            .kind = entity.kind,
            .colour = colour_of(entity),
            .material = entity.material,
            .size = size_of(entity),
        };
        const Action* action = first_action(entity.id);
        if (action != nullptr) {
            const std::string deed = deed_of(*action);
            if (deed.empty()) {
                out_.left_out.push_back(
                    entity.id + " " + std::string(world::enum_name(action->verb))
                );
            } else {
                thing.deed = deed;
                thing.direction = world::tap::key_of(action->direction);
                thing.pace = action->intensity <= kSlowMax   ? "slow"
                             : action->intensity >= kFastMin ? "fast"
                                                             : "";
                thing.outcome = action->outcome == Outcome::kSuccess   ? "success"
                                : action->outcome == Outcome::kFailure ? "failure"
                                                                       : "";
            }
        }
        for (ToldThing& other : out_.told.things) {
            if (other.kind == thing.kind && other.colour == thing.colour &&
                other.material == thing.material && other.size == thing.size &&
                other.deed == thing.deed && other.direction == thing.direction) {
                other.ids.push_back(entity.id);
                return;
            }
        }
        out_.told.things.push_back(std::move(thing));
    }

    int index_of(const std::string& id) const {
        const auto& things = out_.told.things;
        const auto found = std::ranges::find_if(things, [&](const ToldThing& thing) {
            return std::ranges::find(thing.ids, id) != thing.ids.end();
        });
        return found != things.end() ? static_cast<int>(found - things.begin()) : -1;
    }

    /// What a thing's deed is aimed at, or where it stands.
    void aim(std::size_t index) {
        ToldThing& thing = out_.told.things[index];
        const std::string& id = thing.ids.front();
        const Action* action = first_action(id);
        if (action != nullptr && !action->target.empty()) {
            thing.target = index_of(action->target);
        }
        if (action != nullptr && action->subject == id && !action->object.empty()) {
            thing.object = index_of(action->object);
        }
        const auto entity = std::ranges::find(shot_.entities, id, &Entity::id);
        if (thing.target < 0 && thing.deed == "stay") {
            for (const world::Relation& relation : entity->relations) {
                const std::string name = relation_of(relation.kind);
                const int target = index_of(relation.target);
                if (!name.empty() && target >= 0 && target != static_cast<int>(index)) {
                    thing.relation = name;
                    thing.target = target;
                    break;
                }
            }
        }
        const auto lacks = [&](const std::string& deed) {
            const auto self = static_cast<int>(index);
            return (needs(deed, 'o') && (thing.target < 0 || thing.target == self)) ||
                   (needs(deed, 'b') && (thing.object < 0 || thing.object == self));
        };
        if (!lacks(thing.deed)) {
            return;
        }
        const std::string plain = plain_deed(thing.deed);
        if (world::tap::has_words_for(plain) && !lacks(plain)) {
            thing.deed = plain;
        } else {
            out_.left_out.push_back(id + " " + thing.deed);
            thing.deed = "stay";
        }
    }

    const world::ClipScript& script_;
    const Shot& shot_;
    ToldScript out_;
};

}  // namespace

ToldScript tell_script(const world::ClipScript& script) {
    return Teller(script).tell();
}

}  // namespace hibari::engine
