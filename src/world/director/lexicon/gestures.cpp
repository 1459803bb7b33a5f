// What somebody does with a part of the own body, and with what is worn on it: no thing is lifted,
// shaken or crossed, so each stands for the nearest gesture there is.
#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr std::string_view kArms = "arm|hand|fist|finger|thumb|palm|elbow|wrist|paw";
constexpr std::string_view kHead =
    "head|eye|gaze|ear|neck|face|nose|snout|muzzle|beak|chin|trunk|brow|eyebrow|eyelid|eyes|antler|"
    "mouth|lip|cheek";
constexpr std::string_view kHeadwear =
    "hat|cap|helmet|hood|beanie|fedora|crown|top hat|cowboy hat|visor|headband|wig";

// The first row that fits holds.
constexpr GestureRow kGestureTable[] = {
    {"shake", "hand", Verb::kHug},
    {"shake|toss|scratch|clutch|hold|grab|bang|rub", "head|mane|hair", Verb::kShakeHead},
    {"nod|bob|bow|hang|lower|drop|duck|dip|bend", "head", Verb::kNod},
    {"cover|hide|bury", kHead, Verb::kCry},
    {"wipe|rub|scratch|touch|slap|smack|stroke|pat|mop|hold|clutch|press|dab",
     "forehead|brow|face|eye|nose|chin|cheek|mouth|neck|ear|belly|stomach|beard|lip|knee|back|hip|"
     "shoulder|chest|temple",
     Verb::kShakeHead},
    {"lift|raise|turn|tilt|lower|cock|move|poke|crane|stick|stick out|perk|perk up|prick|prick up|"
     "open|close|shut|roll|widen|blink|squint|narrow|rotate|swivel|twitch|wiggle|stretch|lift up|"
     "bring up|twist|shift|avert|raise up|bow|drop|keep|fix|wrinkle|flick",
     kHead,
     Verb::kLook},
    {"clap|rub|clasp|wring|slap|bring together|join", "hand|palm", Verb::kClap},
    {"lift|raise|hold up|throw|throw up|put|put up|fling|stretch|stretch out|spread|open|extend|"
     "wave|flail|swing|pump|shake|hold out|reach out|lift up|windmill|move|flap|wiggle|wag|toss|"
     "hold|offer|show|give|pull up|punch",
     kArms,
     Verb::kWave},
    // What a skater does in a spin: it is part of it.
    {"pull|draw|tuck|bring|pull in|draw in|tuck in|bring in", "arm|leg|hand|elbow|limb", Verb::kSpin
    },
    {"cross|fold|flex|bend|roll|stretch|tense|square|straighten|arch|loosen|relax|lower|drop",
     "arm|leg|muscle|shoulder|knee|back|neck|bicep|finger|limb|body|hand",
     Verb::kStand},
    {"shrug|hunch|slump|raise|lift|drop|shake", "shoulder", Verb::kShakeHead},
    {"wag|swish|flick|wave|curl|lift|raise|swing|thump|shake|twitch|whip|lash|beat|flap|tuck|move|"
     "chase",
     "tail|rump",
     Verb::kWag},
    {"flap|spread|beat|flutter|stretch|fold|open|unfold|shake|ruffle|raise|lift|fan",
     "wing|feather",
     Verb::kFlap},
    {"stomp|stamp|tap|shuffle|kick|swing|move|shake|dangle|lift|raise|drag|stretch",
     "foot|feet|leg|toe|heel|hip|knee|hoof",
     Verb::kDance},
    {"bare|show|flash|gnash|grind|snap", "tooth|teeth|fang|jaw", Verb::kBark},
    {"lick|clean|wash|groom|preen|chew|bite|brush",
     "paw|fur|lip|whisker|feather|nail|tooth|teeth|hair|wing|face|mane|leg",
     Verb::kNod},
    {"puff|puff out|stick out|beat|pound|thump|push out", "chest|cheek|belly", Verb::kStand},
    {"hold|take|grab|squeeze|grasp|kiss", "hand|arm|cheek|forehead", Verb::kHug},
    {"rest|lay|lean|put|nestle|bury", "head|cheek", Verb::kHug},
    {"tie|untie|lace|lace up|fasten|put on|take off|pull on|remove|kick off|slip off",
     "shoe|boot|sneaker|lace|shoelace|skate|sock|sandal|trainer",
     Verb::kBow},
    {"lower|flip|flip up|flip down|pull down|push up|open|close",
     "visor|hood|mask|helmet|goggles",
     Verb::kNod},
    {"tip|doff|raise|lift|touch|take off|remove|pull off", kHeadwear, Verb::kBow},
    {"adjust|straighten|fix|put|put on|pull on|pull down|don|tie|button|unbutton|zip|zip up|smooth|"
     "push up|take off|remove|slip on|tug|wear",
     "",
     Verb::kNod},
};

}  // namespace

std::span<const GestureRow> gesture_rows() {
    return kGestureTable;
}

}  // namespace hibari::world
