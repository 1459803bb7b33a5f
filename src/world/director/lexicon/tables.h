// The words the director knows, as data.
//
// A row names its words in one text, alternatives separated by '|', each in its dictionary form
// (singular nouns, infinitives) and without hyphens: "close up", "t shirt". Phrases may have up to
// six words; the longest phrase that fits wins. Nouns for things and places are not here: they come
// from the catalogue. To teach the director a word, add it to a row; to teach it an idea, add a
// row.
#pragma once

#include "base/vec.h"
#include "world/script/shot_script.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hibari::world {

/// How a verb builds its action.
enum class VerbUse : std::uint8_t {
    kPlain,      ///< subject does it; an object or target only from prepositions
    kGoes,       ///< moves along; prepositions give a target or a direction
    kActsOn,     ///< the direct object is `object`: throw, kick, hold
    kAims,       ///< the direct object is `target`: hit, chase, hug
    kMakesMove,  ///< the direct object does the verb: "startles the cat"; without one, the subject
    kPosture,    ///< sit, stand, lie: prepositions give relations
};

/// An English verb and what it means on the stage.
struct VerbRow {
    std::string_view words;
    Verb verb = Verb::kStay;
    VerbUse use = VerbUse::kPlain;
    float intensity = 1.0F;
    Direction direction = Direction::kNone;
    std::string_view object = {};  ///< words of the thing that is needed and may go unsaid
    std::string_view target = {};  ///< likewise, of where it goes
    Outcome outcome = Outcome::kNone;
};

/// A noun for something done: "a backflip", "a free throw".
struct ActionNounRow {
    std::string_view words;
    Verb verb = Verb::kStay;
    std::string_view object = {};
    std::string_view target = {};
    Outcome outcome = Outcome::kNone;  ///< the noun itself tells it: "a gutter ball"
    float intensity = 1.0F;            ///< a longer shot takes more: "a three-pointer"
};

/// What is done with a part of the own body, or with what is worn: "raises her arms", "tips his
/// hat". Verbs and parts in their dictionary form; parts "" mean anything worn.
struct GestureRow {
    std::string_view verbs;
    std::string_view parts;
    Verb verb = Verb::kStay;
};

/// Words that tell how the action before them ended.
struct OutcomeRow {
    std::string_view words;
    Outcome outcome = Outcome::kNone;
};

/// A kind of person: what the word says about looks.
struct RoleRow {
    std::string_view words;
    PersonLook look = {};
    std::string_view place = {};  ///< where such a person is when nothing is said
};

enum class LookSlot : std::uint8_t {
    kHat,
    kTop,
    kBottom,
    kShoes,
    kGlasses,
    kBeard,
    kHair,
    kWorn,
    kOther
};

/// What LookSlot::kWorn puts on.
inline constexpr bool Worn::* kWorn[] = {
    &Worn::scarf,
    &Worn::backpack,
    &Worn::cape,
    &Worn::headphones,
    &Worn::mask,
    &Worn::gloves,
    &Worn::wings,
};

/// Something worn or grown.
struct GarmentRow {
    std::string_view words;
    LookSlot slot = LookSlot::kOther;
    int value = 0;  ///< enumerator of the slot's enum, index into kWorn
};

/// An adjective about people.
struct PersonAdjectiveRow {
    std::string_view words;
    void (*apply)(PersonLook& look) = nullptr;
};

struct ColorRow {
    std::string_view words;
    std::uint32_t srgb = 0;
};

struct FactorRow {
    std::string_view words;
    float factor = 1.0F;
};

struct CountRow {
    std::string_view words;
    int count = 1;
};

template <typename Value>
struct ValueRow {
    std::string_view words;
    Value value{};
};

using TimeRow = ValueRow<TimeOfDay>;
using SkyRow = ValueRow<Sky>;
using SeasonRow = ValueRow<Season>;
using StyleRow = ValueRow<Style>;
using DirectionRow = ValueRow<Direction>;
using NameRow = ValueRow<std::string_view>;

/// What a camera phrase sets; unset members stay.
struct CameraRow {
    std::string_view words;
    int move = -1;     ///< CameraMove
    int framing = -1;  ///< Framing
    int angle = -1;    ///< Angle
    float handheld = -1.0F;
    float lens_mm = -1.0F;
    float world_speed = -1.0F;
    int shallow_focus = -1;
    bool rack_focus = false;
};

enum class OrderWord : std::uint8_t { kThen, kWhile, kAfter, kBefore, kFinally, kBut, kFirst };

/// A sound that is asked for in words.
struct SoundRow {
    std::string_view words;
    std::string_view kind;
    float level = 1.0F;
};

/// A crowd or other unseen source and what it does: "the crowd groans".
struct SourceSoundRow {
    std::string_view sources;
    std::string_view verbs;
    std::string_view kind;
};

/// A family of clues that says which sport (or pastime) this is, and what that brings along.
struct SportRow {
    std::string_view clues;
    std::string_view ball;
    std::string_view target;
    std::string_view gear;
    std::string_view place;
    Verb deed = Verb::kThrow;   ///< what is done with the ball, or on the board
    std::string_view net = {};  ///< what stands between the players: over it, not into it
};

/// A noun the catalogue lacks and what stands in for it.
struct StandInRow {
    std::string_view words;
    std::string_view use;  ///< words of a thing
    float scale = 1.0F;
    std::uint32_t srgb = 0;  ///< 0: keep
};

/// Relation made by a preposition.
struct PrepositionRow {
    std::string_view words;
    int relation = -1;  ///< RelationKind, -1: none
    Direction direction = Direction::kNone;
    bool aims = false;     ///< its noun is where a motion goes
    bool leaves = false;   ///< its noun is where a motion begins
    bool carries = false;  ///< its noun is what the one before carries: "loaded with"
};

std::span<const VerbRow> verb_rows();
std::span<const ActionNounRow> action_noun_rows();
std::span<const GestureRow> gesture_rows();
std::span<const OutcomeRow> outcome_rows();
/// The same beside a verb, not inflected: "wide of the goal".
std::span<const OutcomeRow> result_rows();
std::span<const RoleRow> role_rows();
std::span<const GarmentRow> garment_rows();
std::span<const PersonAdjectiveRow> person_adjective_rows();
std::span<const ColorRow> color_rows();
/// Nouns with a colour of their own.
std::span<const ColorRow> tint_rows();
std::span<const FactorRow> size_rows();
std::span<const FactorRow> manner_rows();
std::span<const CountRow> count_rows();
std::span<const CountRow> collective_rows();
std::span<const CountRow> repeat_rows();
std::span<const TimeRow> time_rows();
std::span<const SkyRow> sky_rows();
std::span<const SeasonRow> season_rows();
std::span<const FactorRow> wind_rows();
std::span<const StyleRow> style_rows();
std::span<const DirectionRow> direction_rows();
std::span<const CameraRow> camera_rows();
std::span<const CameraRow> camera_verb_rows();
std::span<const ValueRow<OrderWord>> order_rows();
std::span<const ValueRow<Delivery>> speech_rows();
std::span<const SoundRow> sound_rows();
std::span<const SourceSoundRow> source_sound_rows();
std::span<const NameRow> mood_rows();
std::span<const NameRow> instrument_rows();
std::span<const FactorRow> tempo_rows();
std::span<const SportRow> sport_rows();
std::span<const StandInRow> stand_in_rows();
std::span<const NameRow> place_hint_rows();
/// Scenes for moods and ideas, and for prompts without any.
std::span<const NameRow> scene_rows();
std::span<const std::string_view> any_scenes();
/// Places of things (by catalogue name or noun), of people (by noun) and of deeds (by how the verb
/// begins).
std::span<const NameRow> home_rows();
std::span<const NameRow> loose_home_rows();
std::span<const NameRow> person_home_rows();
std::span<const NameRow> deed_home_rows();
/// Furniture that stands indoors, and what is eaten or drunk at it.
std::string_view table_words();
std::string_view meal_words();
/// Phrases by which a shot without a time is at night.
std::string_view night_clues();
/// Words of the catalogue's places that mean another place of the same kind.
std::string_view loose_place_words();
std::span<const PrepositionRow> preposition_rows();
/// Words that carry no picture: articles, auxiliaries, "video of", praise.
std::string_view grammar_words();
/// Words about looks or mood that change nothing the engine shows.
std::string_view harmless_adjectives();
/// Nouns for parts of things: they stand for the thing they belong to.
std::span<const NameRow> part_rows();

}  // namespace hibari::world
