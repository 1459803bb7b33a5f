#pragma once

// What the script wants from an entity, read from its actions: small questions that layout,
// choreography and camera all ask.

#include "world/script/shot_script.h"
#include "world/script/verbs.h"
#include "world/things/thing.h"

#include <string_view>

namespace hibari::world {

/// The entity of that name; null when there is none.
Entity* find_entity(Shot& shot, std::string_view id);
/// Of its kind in the catalogue; a prop when it is not there.
Category category_of(const Entity& entity);
/// A person or an animal.
bool is_alive(const Entity* entity);

/// The first action with this subject; null when it does nothing.
const Action* first_deed(const Shot& shot, std::string_view id);

/// The first action that names it as object (thrown, kicked, ridden, held); null when none does.
const Action* first_use(const Shot& shot, std::string_view id);

/// The first action that names it as target.
const Action* first_aim(const Shot& shot, std::string_view id);

bool is_throwing(Verb verb);  ///< the object leaves the subject's hands through the air
bool is_at_rest(Verb verb);   ///< done where one is
bool starts_in_hand(Verb verb);
/// Of several things thrown one after the other by the same hands, whether this use is a later one:
/// then the thing does not start in hand.
bool waits_its_turn(const Shot& shot, const Action& use);
/// Verbs at which a lifeless subject waits in the air.
bool starts_aloft(Verb verb);

/// How many of a kind are told to stay where the others fall; 0 when that is true of all.
int count_spared(const Shot& shot, std::string_view kind);

/// Goes to pieces at a knock; with more vigour it bursts.
bool breaks(const Action& action);

/// A thing on wheels that slides: it loses its grip.
bool skids(const Thing& thing, const Blueprint& blueprint, const Action& action);

/// Whether its subject leaps right after it.
bool leaps_after(const Shot& shot, const Action& action);

/// Id of what the subject of `action` runs into after it; empty: nothing.
std::string_view met_later(const Shot& shot, const Action& action);

/// The stay that the subject of `action` goes over to: then it comes to a stop. Null: it does not.
const Action* halt_after(const Shot& shot, const Action& action);

/// The attack of the same step that `escape` leaps or ducks away from. Null: it flees from nothing.
const Action* attack_on(const Shot& shot, const Action& escape);

/// Whether who it is aimed at gets out of its way.
bool is_dodged(const Shot& shot, const Action& attack);

/// How far before its place in the picture what goes along starts, metres; `size`: its largest half
/// extent.
float run_up_m(const Action& deed, float size);

/// Unit ground vector of a direction; zero for kNone, kUp, kDown, kAround.
struct GroundDirection {
    float x = 0.0F;
    float z = 0.0F;
};

GroundDirection ground_direction(Direction direction);

/// How a pendulum hangs in its stand.
struct Hang {
    int link = -1;        ///< the first hanging link; -1: nothing hangs
    Vec3 pivot{};         ///< in the thing's frame
    float length = 0.0F;  ///< from the pivot to the lowest point's middle
    float reach = 0.0F;   ///< from the pivot to the right, to what the bob can hit beside its stand
    float bob = 0.0F;     ///< half width of what hangs
};

Hang hang_of(const Blueprint& blueprint);

}  // namespace hibari::world
