#include "world/script/names.h"

#include <array>

namespace hibari::world {
namespace {

using namespace std::string_view_literals;

constexpr std::array kStyles{
    "photoreal"sv,
    "cinematic"sv,
    "anime"sv,
    "claymation"sv,
    "watercolour"sv,
    "comic"sv,
    "pixel_art"sv,
    "noir"sv,
    "retro_vhs"sv,
    "low_poly"sv,
    "news"sv,
    "golden"sv,
    "handheld"sv,
    "selfie"sv,
    "festive"sv,
    "nostalgic"sv,
};
constexpr std::array kTimes{"day"sv, "dawn"sv, "golden_hour"sv, "dusk"sv, "night"sv};
constexpr std::array kSkies{"clear"sv, "cloudy"sv, "rain"sv, "snow"sv, "fog"sv, "storm"sv};
constexpr std::array kSeasons{"summer"sv, "spring"sv, "autumn"sv, "winter"sv};
constexpr std::array kVerbs{
    "stay"sv,      "fall"sv,       "drop"sv,
    "bounce"sv,    "roll"sv,       "slide"sv,
    "hit"sv,       "topple"sv,     "swing"sv,
    "float"sv,     "sink"sv,       "spin"sv,
    "fly"sv,       "launch"sv,     "stack"sv,
    "explode"sv,   "stand"sv,      "walk"sv,
    "run"sv,       "jump"sv,       "sit"sv,
    "lie"sv,       "dance"sv,      "skate"sv,
    "climb"sv,     "crawl"sv,      "sneak"sv,
    "wave"sv,      "point"sv,      "clap"sv,
    "nod"sv,       "shake_head"sv, "bow"sv,
    "look"sv,      "talk"sv,       "sing"sv,
    "laugh"sv,     "cry"sv,        "smile"sv,
    "frown"sv,     "gasp"sv,       "hold"sv,
    "pick_up"sv,   "push"sv,       "pull"sv,
    "eat"sv,       "drink"sv,      "blow"sv,
    "pour"sv,      "read"sv,       "play_instrument"sv,
    "hug"sv,       "throw"sv,      "juggle"sv,
    "catch"sv,     "kick"sv,       "shoot"sv,
    "dunk"sv,      "dribble"sv,    "bowl"sv,
    "bat"sv,       "backflip"sv,   "front_flip"sv,
    "cartwheel"sv, "handstand"sv,  "pirouette"sv,
    "balance"sv,   "dive"sv,       "push_board"sv,
    "ollie"sv,     "kickflip"sv,   "grind"sv,
    "snowboard"sv, "surf"sv,       "paddle"sv,
    "swim"sv,      "cycle"sv,      "ride"sv,
    "drive"sv,     "sail"sv,       "bark"sv,
    "meow"sv,      "neigh"sv,      "chirp"sv,
    "flap"sv,      "graze"sv,      "wag"sv,
};
constexpr std::array kOutcomes{"none"sv, "success"sv, "failure"sv};
constexpr std::array kVias{"none"sv, "clean"sv, "frame"sv, "board"sv};
constexpr std::array kDirections{
    "none"sv,
    "left"sv,
    "right"sv,
    "towards_camera"sv,
    "away_from_camera"sv,
    "up"sv,
    "down"sv,
    "around"sv,
    "off"sv,
};
constexpr std::array kRelations{
    "left_of"sv,
    "right_of"sv,
    "behind"sv,
    "in_front_of"sv,
    "on"sv,
    "under"sv,
    "above"sv,
    "inside"sv,
    "beside"sv,
    "far_from"sv,
    "holding"sv,
    "riding"sv,
    "facing"sv,
};
constexpr std::array kAges{"child"sv, "teen"sv, "adult"sv, "old"sv};
constexpr std::array kBuilds{"slim"sv, "average"sv, "muscular"sv, "heavy"sv};
constexpr std::array kGenders{"unspecified"sv, "woman"sv, "man"sv};
constexpr std::array kHairStyles{
    "unspecified"sv,
    "short"sv,
    "long"sv,
    "bald"sv,
    "curly"sv,
    "ponytail"sv,
    "bun"sv,
    "mohawk"sv,
};
constexpr std::array kHats{
    "none"sv,   "cap"sv,    "beanie"sv, "fedora"sv,  "top_hat"sv, "helmet"sv,   "cowboy"sv,
    "crown"sv,  "santa"sv,  "chef"sv,   "wizard"sv,  "sun_hat"sv, "headband"sv, "headscarf"sv,
    "peaked"sv, "knight"sv, "viking"sv, "tricorn"sv, "conical"sv,
};
constexpr std::array kGlasses{"none"sv, "clear"sv, "dark"sv, "goggles"sv};
constexpr std::array kTops{
    "unspecified"sv, "t_shirt"sv, "jersey"sv,   "shirt"sv,    "hoodie"sv,     "jacket"sv,
    "coat"sv,        "dress"sv,   "suit"sv,     "swimwear"sv, "space_suit"sv, "leotard"sv,
    "vest"sv,        "apron"sv,   "raincoat"sv, "overalls"sv, "uniform"sv,    "armour"sv,
    "robe"sv,        "kimono"sv,  "sheet"sv,    "robot"sv,
};
constexpr std::array kBottoms{"unspecified"sv, "trousers"sv, "shorts"sv, "skirt"sv};
constexpr std::array kFeelings{
    "calm"sv,
    "happy"sv,
    "sad"sv,
    "angry"sv,
    "surprised"sv,
    "afraid"sv,
};
constexpr std::array kDeliveries{"say"sv, "shout"sv, "whisper"sv, "ask"sv, "sing"sv};
constexpr std::array kMoves{
    "auto"sv,
    "static"sv,
    "pan_left"sv,
    "pan_right"sv,
    "tilt_up"sv,
    "tilt_down"sv,
    "dolly_in"sv,
    "dolly_out"sv,
    "truck_left"sv,
    "truck_right"sv,
    "orbit"sv,
    "crane_up"sv,
    "crane_down"sv,
    "track"sv,
    "zoom_in"sv,
    "zoom_out"sv,
    "point_of_view"sv,
};
constexpr std::array kFramings{
    "auto"sv,
    "wide"sv,
    "full"sv,
    "medium"sv,
    "close_up"sv,
    "extreme_close_up"sv,
    "over_shoulder"sv,
};
constexpr std::array kAngles{"eye"sv, "low"sv, "high"sv, "top_down"sv, "dutch"sv};
constexpr std::array kMoods{
    "calm"sv,
    "happy"sv,
    "sad"sv,
    "epic"sv,
    "tense"sv,
    "funky"sv,
    "lofi"sv,
    "jazz"sv,
    "rock"sv,
    "electronic"sv,
    "festive"sv,
    "spooky"sv,
};
constexpr std::array kInstruments{
    "piano"sv,
    "guitar"sv,
    "strings"sv,
    "synth"sv,
    "drums"sv,
    "flute"sv,
    "bells"sv,
    "organ"sv,
};

// The last enumerator of each enum must have a name, and nothing may follow it.
static_assert(kStyles.size() == static_cast<std::size_t>(Style::kNostalgic) + 1);
static_assert(kTimes.size() == static_cast<std::size_t>(TimeOfDay::kNight) + 1);
static_assert(kSkies.size() == static_cast<std::size_t>(Sky::kStorm) + 1);
static_assert(kSeasons.size() == static_cast<std::size_t>(Season::kWinter) + 1);
static_assert(kVerbs.size() == static_cast<std::size_t>(Verb::kWag) + 1);
static_assert(kOutcomes.size() == static_cast<std::size_t>(Outcome::kFailure) + 1);
static_assert(kVias.size() == static_cast<std::size_t>(Via::kBoard) + 1);
static_assert(kDirections.size() == static_cast<std::size_t>(Direction::kOff) + 1);
static_assert(kRelations.size() == static_cast<std::size_t>(RelationKind::kFacing) + 1);
static_assert(kAges.size() == static_cast<std::size_t>(Age::kOld) + 1);
static_assert(kBuilds.size() == static_cast<std::size_t>(Build::kHeavy) + 1);
static_assert(kGenders.size() == static_cast<std::size_t>(Gender::kMan) + 1);
static_assert(kHairStyles.size() == static_cast<std::size_t>(HairStyle::kMohawk) + 1);
static_assert(kHats.size() == static_cast<std::size_t>(Hat::kConical) + 1);
static_assert(kGlasses.size() == static_cast<std::size_t>(Glasses::kGoggles) + 1);
static_assert(kTops.size() == static_cast<std::size_t>(Top::kRobot) + 1);
static_assert(kBottoms.size() == static_cast<std::size_t>(Bottom::kSkirt) + 1);
static_assert(kFeelings.size() == static_cast<std::size_t>(Feeling::kAfraid) + 1);
static_assert(kDeliveries.size() == static_cast<std::size_t>(Delivery::kSing) + 1);
static_assert(kMoves.size() == static_cast<std::size_t>(CameraMove::kPointOfView) + 1);
static_assert(kFramings.size() == static_cast<std::size_t>(Framing::kOverShoulder) + 1);
static_assert(kAngles.size() == static_cast<std::size_t>(Angle::kDutch) + 1);

}  // namespace

template <>
std::span<const std::string_view> enum_names<Style>() {
    return kStyles;
}

template <>
std::span<const std::string_view> enum_names<TimeOfDay>() {
    return kTimes;
}

template <>
std::span<const std::string_view> enum_names<Sky>() {
    return kSkies;
}

template <>
std::span<const std::string_view> enum_names<Season>() {
    return kSeasons;
}

template <>
std::span<const std::string_view> enum_names<Verb>() {
    return kVerbs;
}

template <>
std::span<const std::string_view> enum_names<Outcome>() {
    return kOutcomes;
}

template <>
std::span<const std::string_view> enum_names<Via>() {
    return kVias;
}

template <>
std::span<const std::string_view> enum_names<Direction>() {
    return kDirections;
}

template <>
std::span<const std::string_view> enum_names<RelationKind>() {
    return kRelations;
}

template <>
std::span<const std::string_view> enum_names<Age>() {
    return kAges;
}

template <>
std::span<const std::string_view> enum_names<Build>() {
    return kBuilds;
}

template <>
std::span<const std::string_view> enum_names<Gender>() {
    return kGenders;
}

template <>
std::span<const std::string_view> enum_names<HairStyle>() {
    return kHairStyles;
}

template <>
std::span<const std::string_view> enum_names<Hat>() {
    return kHats;
}

template <>
std::span<const std::string_view> enum_names<Glasses>() {
    return kGlasses;
}

template <>
std::span<const std::string_view> enum_names<Top>() {
    return kTops;
}

template <>
std::span<const std::string_view> enum_names<Bottom>() {
    return kBottoms;
}

template <>
std::span<const std::string_view> enum_names<Feeling>() {
    return kFeelings;
}

template <>
std::span<const std::string_view> enum_names<Delivery>() {
    return kDeliveries;
}

template <>
std::span<const std::string_view> enum_names<CameraMove>() {
    return kMoves;
}

template <>
std::span<const std::string_view> enum_names<Framing>() {
    return kFramings;
}

template <>
std::span<const std::string_view> enum_names<Angle>() {
    return kAngles;
}

std::span<const std::string_view> music_moods() {
    return kMoods;
}

std::span<const std::string_view> music_instruments() {
    return kInstruments;
}

}  // namespace hibari::world
