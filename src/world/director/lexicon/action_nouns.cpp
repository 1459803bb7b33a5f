// Nouns for something done: "a backflip", "a free throw".
#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr ActionNounRow kActionNounTable[] = {
    {"backflip|back flip|backwards somersault|backward flip|back somersault|back tuck|standing "
     "backflip|backhandspring|"
     "back handspring",
     Verb::kBackflip},
    {"front flip|frontflip|somersault|flip|forward flip|tuck|aerial|forward roll|handspring|front "
     "handspring|vault|"
     "double flip|triple flip",
     Verb::kFrontFlip},
    {"cartwheel|roundoff|round off", Verb::kCartwheel},
    {"handstand|headstand", Verb::kHandstand},
    {"pirouette|twirl|triple axel|axel|double axel|triple lutz|toe loop|salchow|spin|fouette",
     Verb::kPirouette},
    {"routine|gymnastics routine|floor routine|tumbling pass", Verb::kCartwheel},
    {"balance beam routine|beam routine|balancing act|tightrope walk",
     Verb::kBalance,
     "",
     "balance beam"},
    {"tree pose|yoga pose|warrior pose|stork pose", Verb::kBalance},
    {"basketball game|game of basketball|basketball match|pickup game",
     Verb::kShoot,
     "basketball",
     "hoop"},
    {"soccer game|soccer match|game of soccer|football match|game of football",
     Verb::kKick,
     "soccer ball"},
    {"tennis rally|tennis match|game of tennis|tennis game", Verb::kBat, "tennis ball"},
    {"baseball game|game of baseball", Verb::kBat, "baseball"},
    {"ping pong match|ping pong game|ping pong rally|table tennis match|table tennis game|"
     "game of ping pong|game of table tennis|table tennis rally",
     Verb::kBat},
    {"badminton match|badminton game|game of badminton|badminton rally", Verb::kBat},
    {"volleyball game|volleyball match|game of volleyball|beach volleyball game|"
     "beach volleyball match|volleyball rally",
     Verb::kBat,
     "volleyball"},
    {"dive|belly flop|cannonball|high dive", Verb::kDive},
    {"free throw|jump shot|jumper|hook shot|basket|buzzer beater|fadeaway|two pointer|bank shot|"
     "foul shot|basketball shot|game winning shot",
     Verb::kShoot,
     "basketball",
     "hoop"},
    {"dunk|slam dunk|alley oop|windmill dunk|tomahawk dunk|reverse dunk|two handed dunk",
     Verb::kDunk,
     "basketball",
     "hoop"},
    {"layup|lay up", Verb::kShoot, "basketball", "hoop", Outcome::kNone, 0.5F},
    {"three pointer|three point shot|three point attempt|deep three|long range shot",
     Verb::kShoot,
     "basketball",
     "hoop",
     Outcome::kNone,
     1.5F},
    {"half court shot|half court heave|full court shot|shot from half court",
     Verb::kShoot,
     "basketball",
     "hoop",
     Outcome::kNone,
     2.0F},
    {"penalty kick|penalty|free kick|corner kick|shot on goal|goal kick|header|bicycle "
     "kick|overhead kick|penalty shot",
     Verb::kShoot,
     "soccer ball",
     "goal"},
    {"field goal", Verb::kKick, "american football", "goal"},
    {"shot", Verb::kShoot},
    {"goal", Verb::kShoot, "soccer ball", "goal"},
    {"left hook|right hook|uppercut|punch|jab|haymaker|right cross|roundhouse kick", Verb::kHit},
    {"kick", Verb::kKick},
    {"throw|toss|pass|pitch|fastball|curveball|hail mary", Verb::kThrow, "ball"},
    {"catch|save", Verb::kCatch, "ball"},
    {"putt|drive|tee shot|golf swing|chip shot|golf shot", Verb::kBat, "golf ball"},
    {"serve|ace|backhand|forehand|tennis serve|tennis swing", Verb::kBat, "tennis ball"},
    {"home run|homer|bunt|line drive", Verb::kBat, "baseball"},
    {"spike", Verb::kBat, "volleyball"},
    {"strike|spare|perfect strike", Verb::kBowl, "bowling ball", "bowling pin", Outcome::kSuccess},
    {"gutter ball|gutterball|7 10 split|split|seven ten split",
     Verb::kBowl,
     "bowling ball",
     "bowling pin",
     Outcome::kFailure},
    {"airball|air ball", Verb::kShoot, "basketball", "hoop", Outcome::kFailure},
    {"hole in one", Verb::kBat, "golf ball", "golf hole", Outcome::kSuccess},
    {"180|360|540|720|900|1080|1260|1440|three sixty|seven twenty|nine hundred|360 spin|720 spin|"
     "540 spin|180 spin|360 turn|180 turn|mctwist|barrel roll",
     Verb::kSpin},
    {"thumbs up|thumbs down", Verb::kPoint},
    {"high five|fist bump", Verb::kClap},
    {"kickflip|kick flip|heelflip|heel flip|tre flip|360 flip|skateboard trick|skate "
     "trick|hardflip",
     Verb::kKickflip,
     "skateboard"},
    {"ollie|nollie", Verb::kOllie, "skateboard"},
    {"grind|boardslide|board slide|nosegrind|50 50|rail slide|nose grind|5 0|fifty fifty grind|50 "
     "50 grind",
     Verb::kGrind,
     "skateboard",
     "rail"},
    {"jump|leap|hop|long jump|high jump", Verb::kJump},
    {"dance|jig|waltz|tango|ballet|samba|moonwalk|little dance|happy dance|victory dance|dance "
     "move|dance moves",
     Verb::kDance},
    {"bow|curtsy", Verb::kBow},
    {"walk|stroll|step|hike", Verb::kWalk},
    {"run|jog|sprint|lap|home stretch", Verb::kRun},
    {"swim", Verb::kSwim},
    {"nap", Verb::kLie},
    {"wave goodbye|salute|wave", Verb::kWave},
    {"look|glance|peek", Verb::kLook},
    {"sip|gulp", Verb::kDrink, "cup"},
    {"bite|nibble", Verb::kEat},
    {"laugh|giggle|chuckle", Verb::kLaugh},
    {"nod", Verb::kNod},
    {"hug|embrace|handshake|kiss", Verb::kHug},
    {"speech|monologue|interview|lecture|toast", Verb::kTalk},
    {"song|aria|lullaby|duet", Verb::kSing},
    {"ride", Verb::kRide},
    {"trick|stunt", Verb::kFrontFlip},
    {"wheelie", Verb::kCycle, "bicycle"},
};

}  // namespace

std::span<const ActionNounRow> action_noun_rows() {
    return kActionNounTable;
}

}  // namespace hibari::world
