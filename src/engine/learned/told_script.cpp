#include "engine/learned/told_script.h"

#include "world/director/looks.h"
#include "world/script/names.h"
#include "world/tap/captions.h"
#include "world/tap/deed_phrases.h"
#include "world/tap/draw.h"
#include "world/truth/deed_words.h"
#include "world/truth/noun_phrase.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

namespace hibari::engine {
namespace {

using world::Action;
using world::Direction;
using world::Entity;
using world::Outcome;
using world::Relation;
using world::RelationKind;
using world::Shot;
using world::Verb;
using world::tap::Told;
using world::tap::ToldThing;

constexpr float kSmallMax = 0.75F;
constexpr float kLargeMin = 1.35F;
constexpr float kSlowMax = 0.6F;
constexpr float kFastMin = 1.4F;

/// Of people it is that of what they wear.
std::string colour_of(const Entity& entity) {
    const auto& colour = entity.look.top_color ? entity.look.top_color : entity.color;
    if (!colour) {
        return {};
    }
    std::string_view nearest;
    float least = std::numeric_limits<float>::max();
    for (const auto& named : world::tap::named_colours()) {
        const float away = length_squared(named.linear - *colour);
        if (away < least) {
            least = away;
            nearest = named.name;
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
        case RelationKind::kInside:
            return "inside";
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
            return !aims                                  ? "roll"
                   : action.direction == Direction::kDown ? "roll_down"
                                                          : "roll_into";
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
    return phrases != nullptr && std::ranges::any_of(phrases->active, [&](std::string_view phrase) {
               return world::tap::says(phrase, what);
           });
}

/// Whether what a thing does can be said with that: 'd' where it goes, 'p' how fast.
bool has_room(const ToldThing& thing, char what) {
    const auto* const phrases = world::tap::find_deed_phrases(thing.deed);
    const auto& list =
        thing.outcome == "failure" && !phrases->failed.empty() ? phrases->failed : phrases->active;
    return std::ranges::any_of(list, [&](std::string_view phrase) {
        return world::tap::says(phrase, what);
    });
}

/// What is left of a deed without its aim: "roll" of "roll_into", "throw" of "shoot".
std::string plain_deed(std::string_view deed) {
    if (deed == "fall_on" || deed == "fall_into") {
        return "drop";
    }
    return deed == "shoot" ? "throw" : std::string(deed.substr(0, deed.find('_')));
}

std::string spaced(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, '_', ' ');
    return text;
}

/// "jumps" of "jump": the ending is that of a plural.
std::string third_person(std::string_view verb) {
    return world::plural_of(spaced(verb));
}

std::string words_of(RelationKind kind) {
    switch (kind) {
        case RelationKind::kHolding:
            return "holds";
        case RelationKind::kRiding:
            return "rides";
        case RelationKind::kFacing:
            return "faces";
        default:
            return "is " + spaced(world::enum_name(kind));
    }
}

/// Across the picture; empty for ways that only belong to a deed, as up does to a throw.
std::string words_of(Direction direction) {
    switch (direction) {
        case Direction::kLeft:
        case Direction::kRight:
            return "to the " + std::string(world::enum_name(direction));
        case Direction::kTowardsCamera:
            return "towards the camera";
        case Direction::kAwayFromCamera:
            return "away from the camera";
        case Direction::kOff:
            return "out of the picture";
        default:
            return "";
    }
}

/// "walks towards the dog", "throws the ball at the hoop", "rolls to the left".
std::string words_of(const Action& action, const std::string& object, const std::string& target) {
    std::string words = world::words_of_deed(action.verb, target.empty() ? object : target);
    if (words.empty()) {
        words = third_person(world::enum_name(action.verb)) + (object.empty() ? "" : " " + object) +
                (target.empty() ? "" : " at " + target);
    }
    const std::string way = words_of(action.direction);
    return words + (way.empty() ? "" : " " + way);
}

/// The last shot; of one that goes on what came last, with all who are there by then.
Shot last_part(const world::ClipScript& script) {
    Shot shot = script.shots.back();
    for (const world::Continuation& more : script.shots.back().continuations) {
        shot.entities.insert(shot.entities.end(), more.entities.begin(), more.entities.end());
        shot.actions = more.actions;
        shot.lines = more.lines;
        shot.sounds = more.sounds;
        if (more.camera.move != world::CameraMove::kAuto) {
            shot.camera = more.camera;
        }
    }
    return shot;
}

/// Who is told of where: entity ids to things.
class Teller {
  public:
    explicit Teller(const world::ClipScript& script)
        : script_(script), shot_(last_part(script)), names_(shot_.entities) {}

    ToldScript tell() && {
        out_.told.style = world::enum_name(script_.style);
        out_.told.place = shot_.place;
        out_.told.time = world::enum_name(shot_.time);
        for (const Entity& entity : shot_.entities) {
            add(entity);
        }
        for (std::size_t i = 0; i < out_.told.things.size(); ++i) {
            aim(i);
        }
        leave_out_deeds();
        leave_out_looks();
        tell_camera();
        tell_sound();
        leave_out_weather();
        return std::move(out_);
    }

  private:
    static bool is_of(const Action& action, const std::string& id) {
        // Who lets go of something does not fall.
        const bool lets_go = action.verb == Verb::kDrop && !action.object.empty();
        return (lets_go ? action.object : action.subject) == id;
    }

    /// The first that captions have words for.
    const Action* told_action(const std::string& id) const {
        const auto found = std::ranges::find_if(shot_.actions, [&](const Action& action) {
            // What things do by rolling, people do with their hands.
            const bool strikes = action.verb == Verb::kHit && kind_of(action.subject) == "person";
            return is_of(action, id) && !strikes && !deed_of(action).empty();
        });
        return found != shot_.actions.end() ? &*found : nullptr;
    }

    bool speaks(const std::string& id) const {
        return std::ranges::find(shot_.lines, id, &world::SpokenLine::speaker) != shot_.lines.end();
    }

    std::string_view kind_of(const std::string& id) const {
        const auto found = std::ranges::find(shot_.entities, id, &Entity::id);
        return found != shot_.entities.end() ? std::string_view(found->kind) : std::string_view();
    }

    /// Whether one of several dominoes falls, and so all do.
    bool row_falls() const {
        const bool falls = std::ranges::any_of(shot_.actions, [&](const Action& action) {
            return action.verb == Verb::kTopple && kind_of(action.subject) == "domino";
        });
        return falls && std::ranges::count(shot_.entities, "domino", &Entity::kind) > 1;
    }

    std::string name_of(const std::string& id) const {
        const auto found = std::ranges::find(shot_.entities, id, &Entity::id);
        return names_.of(
            found != shot_.entities.end() ? static_cast<int>(found - shot_.entities.begin()) : -1
        );
    }

    /// Each thing once.
    void leave_out(const std::string& words) {
        if (std::ranges::find(out_.left_out, words) == out_.left_out.end()) {
            out_.left_out.push_back(words);
        }
    }

    void add(const Entity& entity) {
        ToldThing thing{
            .ids = {entity.id},
            .kind = entity.kind,
            .colour = colour_of(entity),
            .material = entity.material,
            .size = size_of(entity),
        };
        if (const Action* action = told_action(entity.id)) {
            told_.insert(action);
            thing.deed = deed_of(*action);
            if (thing.deed == "fall_on" && kind_of(action->target) == "bucket") {
                thing.deed = "fall_into";
            }
            thing.direction = world::tap::key_of(action->direction);
            thing.pace = action->intensity <= kSlowMax   ? "slow"
                         : action->intensity >= kFastMin ? "fast"
                                                         : "";
            thing.outcome = action->outcome == Outcome::kSuccess   ? "success"
                            : action->outcome == Outcome::kFailure ? "failure"
                                                                   : "";
        } else if (speaks(entity.id)) {
            thing.deed = "talk";
        }
        if (entity.kind == "domino" && row_falls()) {
            thing.deed = "domino_fall";
            thing.direction.clear();
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
        const Action* action = told_action(id);
        if (action != nullptr && !action->target.empty()) {
            thing.target = index_of(action->target);
        }
        if (action != nullptr && action->subject == id && !action->object.empty()) {
            thing.object = index_of(action->object);
        }
        if (thing.target < 0 && thing.deed == "stay") {
            relate(index);
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
            for (const std::string& one : thing.ids) {
                told_.erase(told_action(one));
            }
            thing.deed = "stay";
            thing.target = -1;
            thing.object = -1;
            thing.direction.clear();
            thing.pace.clear();
            thing.outcome.clear();
        }
    }

    void relate(std::size_t index) {
        ToldThing& thing = out_.told.things[index];
        const auto entity = std::ranges::find(shot_.entities, thing.ids.back(), &Entity::id);
        for (const Relation& relation : entity->relations) {
            const std::string name = relation_of(relation.kind);
            const int target = index_of(relation.target);
            if (target == static_cast<int>(index) && name == "on") {
                thing.deed = "stacked";
                return;
            }
            if (!name.empty() && target >= 0 && target != static_cast<int>(index)) {
                thing.relation = name;
                thing.target = target;
                return;
            }
        }
    }

    bool is_told(const Entity& entity, const Relation& relation) const {
        const int index = index_of(entity.id);
        const int target = index_of(relation.target);
        const ToldThing& thing = out_.told.things.at(static_cast<std::size_t>(index));
        if (thing.deed == "stacked" || thing.deed == "roll_down") {
            return relation.kind == RelationKind::kOn &&
                   target == (thing.deed == "stacked" ? index : thing.target);
        }
        return thing.target == target && thing.relation == relation_of(relation.kind);
    }

    void leave_out_deeds() {
        for (const Action& action : shot_.actions) {
            if (told_.contains(&action)) {
                leave_out_manner(action);
            } else if (action.verb != Verb::kStay && action.verb != Verb::kStand) {
                leave_out(
                    name_of(action.subject) + " " +
                    words_of(action, name_of(action.object), name_of(action.target))
                );
            }
        }
        for (const world::SpokenLine& line : shot_.lines) {
            const std::string who = name_of(line.speaker);
            leave_out(
                (who.empty() ? "a narrator" : who) + " " +
                third_person(world::enum_name(line.delivery)) + " \"" + line.text + "\""
            );
        }
    }

    /// What the phrases of a deed that is told have no room for.
    void leave_out_manner(const Action& action) {
        const std::string& id =
            action.verb == Verb::kDrop && !action.object.empty() ? action.object : action.subject;
        const std::string who = name_of(id);
        const ToldThing& thing = out_.told.things.at(static_cast<std::size_t>(index_of(id)));
        const std::string way = words_of(action.direction);
        if (!way.empty() && (thing.direction.empty() || !has_room(thing, 'd'))) {
            leave_out(who + " goes " + way);
        }
        if (!action.target.empty() && !needs(thing.deed, 'o')) {
            leave_out(who + " aims at " + name_of(action.target));
        }
        if (!thing.pace.empty() && !has_room(thing, 'p')) {
            leave_out(who + " is " + thing.pace);
        }
        if (thing.outcome == "failure" &&
            world::tap::find_deed_phrases(thing.deed)->failed.empty()) {
            leave_out(who + " fails");
        }
        if (action.repeat > 1) {
            leave_out(who + " does it " + std::to_string(action.repeat) + " times");
        }
    }

    void leave_out_looks() {
        for (const Entity& entity : shot_.entities) {
            const std::string who = name_of(entity.id);
            for (const Relation& relation : entity.relations) {
                if (!is_told(entity, relation)) {
                    leave_out(who + " " + words_of(relation.kind) + " " + name_of(relation.target));
                }
            }
            Entity plain = entity;
            plain.look = {.top_color = entity.look.top_color};
            plain.accent.reset();
            plain.filled = false;
            plain.burning = false;
            if (!world::same_looks(entity, plain)) {
                leave_out("how " + who + " looks");
            }
        }
    }

    void tell_camera() {
        const world::Camera& camera = shot_.camera;
        const bool shakes = camera.handheld > 0.0F;
        if (camera.move != world::CameraMove::kAuto) {
            out_.told.camera = world::enum_name(camera.move);
        } else if (shakes) {
            out_.told.camera = "handheld";
        }
        if (shakes && out_.told.camera != "handheld") {
            leave_out("a handheld camera");
        }
        if (camera.framing != world::Framing::kAuto) {
            leave_out("framing: " + spaced(world::enum_name(camera.framing)));
        }
        if (camera.angle != world::Angle::kEye) {
            leave_out("camera angle: " + spaced(world::enum_name(camera.angle)));
        }
        if (camera.lens_mm > 0.0F || camera.shallow_focus || camera.rack_focus) {
            leave_out("lens and focus");
        }
    }

    void tell_sound() {
        const auto heard = world::tap::heard_sounds();
        for (const world::SoundCue& cue : shot_.sounds) {
            const bool has_words = std::ranges::find(heard, cue.kind) != heard.end();
            if (has_words && (out_.told.sound.empty() || out_.told.sound == cue.kind)) {
                out_.told.sound = cue.kind;
            } else {
                leave_out("sound: " + spaced(cue.kind));
            }
        }
        if (script_.music) {
            const std::string& instrument = script_.music->instrument;
            leave_out(
                script_.music->mood + (instrument.empty() ? "" : " " + instrument) + " music"
            );
        }
    }

    void leave_out_weather() {
        if (shot_.sky != world::Sky::kClear) {
            leave_out("weather: " + std::string(world::enum_name(shot_.sky)));
        }
        if (shot_.season != world::Season::kSummer) {
            leave_out("season: " + std::string(world::enum_name(shot_.season)));
        }
        if (shot_.wind > 0.0F) {
            leave_out("weather: wind");
        }
        if (shot_.speed != 1.0F) {
            leave_out(shot_.speed < 1.0F ? "slow motion" : "fast motion");
        }
    }

    const world::ClipScript& script_;
    Shot shot_;
    world::Names names_;
    std::set<const Action*> told_;
    ToldScript out_;
};

}  // namespace

ToldScript tell_script(const world::ClipScript& script) {
    return Teller(script).tell();
}

}  // namespace hibari::engine
