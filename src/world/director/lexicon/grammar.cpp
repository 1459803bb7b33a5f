#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr int to_int(auto value) {
    return static_cast<int>(value);
}

constexpr DirectionRow kDirectionTable[] = {
    {"left|to the left|leftward|leftwards|from right to left|right to left|towards the left|toward "
     "the left|to its left|"
     "to her left|to his left|to the left side|off to the left|from the right|screen left|to "
     "camera left|to screen left",
     Direction::kLeft},
    {"right|to the right|rightward|rightwards|from left to right|left to right|towards the "
     "right|toward the right|to its right|"
     "to her right|to his right|to the right side|off to the right|from the left|screen right|to "
     "camera right|to screen right",
     Direction::kRight},
    {"toward the camera|towards the camera|to the camera|at the camera|toward us|towards us|toward "
     "the viewer|"
     "towards the viewer|forward|forwards|towards camera|toward camera|closer|into the camera|at "
     "us|into camera|"
     "at the viewer|past the camera|past camera|up to the camera|to the viewer|at camera|to camera",
     Direction::kTowardsCamera},
    {"away from the camera|from the camera|from camera|away from us|backward|backwards|into the "
     "distance|away from camera|into "
     "the background|"
     "away into the distance|into the horizon|toward the horizon|towards the horizon|off into the "
     "distance|into the sunset|"
     "off into the sunset|away from the viewer",
     Direction::kAwayFromCamera},
    {"up|upward|upwards|into the air|into the sky|skyward|high into the sky|up into the air|up "
     "high|up in the air|"
     "up into the sky|in the air|aloft|to the sky|straight up|toward the sky|towards the sky|into "
     "space|up and up|high up|"
     "uphill|upstairs|heavenward",
     Direction::kUp},
    {"down|downward|downwards|to the ground|to the floor|onto the ground|onto the floor|on the "
     "ground|on the floor|downhill|"
     "downstairs|to earth|to the bottom|straight down|down to the ground|off the floor",
     Direction::kDown},
    {"around|in circles|in a circle|round and round|around in circles|back and forth|in place|all "
     "around|from side to side|"
     "side to side|to and fro|in a spiral|here and there|about|left and right",
     Direction::kAround},
    {"side by side|abreast|in unison|in the middle|in mid air|in midair|mid air|into the picture|"
     "into the frame|into frame|into view|into shot|into the shot|into the scene",
     Direction::kNone},
    {"past the camera|past us|past the viewer|by the camera|across the frame|across the "
     "screen|through "
     "the frame|through the shot|past the lens|off|away|off screen|out of frame|out of view|out of "
     "sight|offscreen|off camera|out of the "
     "picture|out of the frame|"
     "off frame|out of shot|overboard|past|by|far away|out|out of the scene",
     Direction::kOff},
};

constexpr ColorRow kColorTable[] = {
    {"red|ruby", 0xC8102E},
    {"crimson|scarlet|cherry red", 0xB0122B},
    {"maroon|burgundy|wine red", 0x6B1A2B},
    {"dark red|deep red", 0x8B1A1A},
    {"bright red|neon red", 0xF02020},
    {"light red|coral|salmon", 0xF08070},
    {"orange|tangerine", 0xF07F13},
    {"dark orange|burnt orange|rust colored", 0xC05010},
    {"yellow|lemon yellow", 0xF5C518},
    {"bright yellow|neon yellow", 0xFFE600},
    {"mustard|ochre|amber", 0xD2961E},
    {"gold|golden", 0xD4A017},
    {"green|leaf green", 0x2E9A3E},
    {"dark green|forest green|deep green|bottle green", 0x14532D},
    {"light green|mint|mint green|pale green|pastel green", 0x98D8A0},
    {"lime|lime green|neon green|bright green", 0x7FD616},
    {"olive|olive green|khaki|army green", 0x6B7030},
    {"emerald|emerald green|jade", 0x149A62},
    {"teal", 0x12837F},
    {"turquoise|aqua|cyan|aquamarine", 0x20C0C8},
    {"blue", 0x1F5FD0},
    {"dark blue|deep blue|midnight blue", 0x102A6B},
    {"navy|navy blue", 0x10204A},
    {"light blue|sky blue|baby blue|pale blue|pastel blue|powder blue", 0x8CC4F0},
    {"bright blue|electric blue|royal blue|cobalt|neon blue|cobalt blue", 0x1E50F0},
    {"indigo", 0x3F2A9B},
    {"purple|plum|grape", 0x7A2FB0},
    {"violet", 0x8040D0},
    {"dark purple|deep purple", 0x45136B},
    {"light purple|lavender|lilac|pastel purple", 0xC0A0E0},
    {"magenta|fuchsia|hot pink|neon pink|bright pink", 0xE01E90},
    {"pink|rose", 0xF08CB0},
    {"light pink|pale pink|pastel pink|baby pink", 0xF8C0D0},
    {"brown|chocolate|chestnut", 0x6B4226},
    {"dark brown|mahogany", 0x40261A},
    {"light brown|tan|beige|sand colored|caramel", 0xC8A070},
    {"cream|ivory|off white", 0xF0E8D0},
    {"white|snow white|pure white", 0xF2F2F0},
    {"black|jet black|pitch black", 0x101012},
    {"gray|grey", 0x8A8C8E},
    {"dark gray|dark grey|charcoal|slate", 0x404346},
    {"light gray|light grey|pale gray", 0xC4C6C8},
    {"silver|silvery", 0xC0C4C8},
    {"bronze|copper", 0xB06A35},
    {"multicolored|multicoloured|rainbow|colorful|colourful|rainbow colored|multi colored|colored|"
     "coloured|brightly colored|brightly coloured|differently colored|differently "
     "coloured|different "
     "colored|different coloured|variously colored|variously coloured|assorted|bright "
     "colored|bright "
     "coloured",
     0},
    {"blonde|blond|golden blonde|platinum blonde|platinum", 0xDDBB77},
    {"ginger|auburn", 0xA84C1C},
    {"brunette", 0x3A2417},
};

constexpr FactorRow kSizeTable[] = {
    {"microscopic|miniature|minuscule|teeny tiny|thumb sized|toy|matchbox", 0.35F},
    {"tiny|mini|teeny|little tiny|very small|baby|palm sized", 0.5F},
    {"small|little|short|low|compact|pocket sized|smallest|shortest|lowest|littlest|"
     "smaller|shorter|lower",
     0.75F},
    {"medium|medium sized|normal sized|average sized|regular", 1.0F},
    {"large|big|tall|oversized|wide|long|high|hefty|biggest|largest|tallest|longest|highest|bigger|"
     "larger|taller|longer|higher",
     1.4F},
    {"huge|very big|very large|massive|enormous|very tall|really big|towering|monumental|vast", 1.9F
    },
    {"giant|gigantic|colossal|humongous|monstrous|mammoth|building sized|house sized|car sized",
     2.8F},
};

constexpr CountRow kCountTable[] = {
    {"one|a single|single|lone|lonely|solitary|1|only one|just one", 1},
    {"two|a couple of|a pair of|couple of|pair of|both|2|twin", 2},
    {"three|some|a few|few|a trio of|3|trio of", 3},
    {"four|several|a number of|4|multiple|various|quartet of", 4},
    {"five|5|a handful of|handful of", 5},
    {"six|half a dozen|half dozen|6", 6},
    {"seven|7|many|lots of|a lot of|numerous|plenty of", 7},
    {"eight|8", 8},
    {"nine|9", 9},
    {"ten|10|tons of", 10},
    {"eleven|11", 11},
    {"twelve|a dozen|dozen|12", 12},
    {"thirteen|13", 13},
    {"fourteen|14", 14},
    {"fifteen|15", 15},
    {"sixteen|16", 16},
    {"twenty|20|dozens of|countless|hundreds of|thousands of|a hundred|hundred|a "
     "thousand|thousand|fifty|thirty|forty|a million|million",
     20},
    {"two dozen", 24},
};

constexpr CountRow kCollectiveTable[] = {
    {"group|bunch|gang|band|set|team|crew|family|party|trio|cluster|assortment|collection|squad|"
     "class|litter",
     4},
    {"pair|couple|duo", 2},
    {"flock|herd|school|pack|swarm|troop|army|fleet|convoy|colony|horde|pod|murder", 6},
    {"row|line|chain|series|sequence|trail|queue|string|circle|ring|rack", 8},
    {"stack|pile|heap|pyramid|column|mountain|wall|house", 6},
    {"tower", 8},
    {"crowd|mass|throng|sea", 7},
};

constexpr PrepositionRow kPrepositionTable[] = {
    {"on top of|atop|onto the top of|on the edge of|onto the edge of|on the end of|onto the end "
     "of|at the "
     "top of|at the end of",
     to_int(RelationKind::kOn),
     Direction::kNone,
     true},
    {"on|upon|aboard|astride", to_int(RelationKind::kOn), Direction::kNone, true},
    {"onto", to_int(RelationKind::kOn), Direction::kNone, true},
    {"in front of|ahead of|before the|before a|before an|just before|right before|short of|just "
     "short of|inches from|"
     "inches away from|inches short of|centimetres from|a hair's breadth from|right in front of|"
     "just in front of",
     to_int(RelationKind::kInFrontOf),
     Direction::kNone,
     true},
    {"behind|in back of|at the back of", to_int(RelationKind::kBehind), Direction::kNone, true},
    {"to the left of|left of|on the left of|on the left side of", to_int(RelationKind::kLeftOf)},
    {"to the right of|right of|on the right of|on the right side of", to_int(RelationKind::kRightOf)
    },
    {"next to|beside|near|by|alongside|close to|at the foot of|adjacent to|against|near to|side by "
     "side with|at the side of|not far from|"
     "at the edge of|in the middle of|outside|at the base of|by the side "
     "of|among|between|in between|amid|amidst|surrounded by|along with|together with",
     to_int(RelationKind::kBeside),
     Direction::kNone,
     true},
    {"under|beneath|below|underneath|from under|from beneath|from underneath",
     to_int(RelationKind::kUnder),
     Direction::kNone,
     true},
    {"above|over|high above|overhead of", to_int(RelationKind::kAbove), Direction::kNone, true},
    {"inside|within|inside of", to_int(RelationKind::kInside), Direction::kNone, true},
    {"into|in to", to_int(RelationKind::kInside), Direction::kNone, true},
    {"in", to_int(RelationKind::kInside), Direction::kNone, true},
    {"far from|far away from|a long way from", to_int(RelationKind::kFarFrom)},
    {"across from|opposite|facing|in the direction of",
     to_int(RelationKind::kFacing),
     Direction::kNone,
     true},
    {"at|to|towards|toward|after|past|through|thru|around|across|along|for|up to|over to|from "
     "behind|all the way to|all around|over the top of|along the top of|across the top of|along "
     "the edge "
     "of|to the edge of|toward the edge of|towards the edge of|to the end of",
     -1,
     Direction::kNone,
     true},
    {"down", -1, Direction::kDown, true},
    {"up", -1, Direction::kUp, true},
    {"off|from|off of|out of|away from|from on top of|from the top of|off the edge of|from "
     "under|off the top of|from the edge of|over the edge of|off the end of|off the side of|off "
     "the "
     "back of|off the corner of|off the top of|over the side of",
     -1,
     Direction::kNone,
     false,
     true},
    {"loaded with|loaded up with|laden with|stacked with|piled with|piled high with|heaped with|"
     "topped with|stacked high with",
     to_int(RelationKind::kOn),
     Direction::kNone,
     false,
     false,
     true},
    {"full of|filled with|packed with|stuffed with|filled to the brim with|brimming with|crammed "
     "with",
     to_int(RelationKind::kInside),
     Direction::kNone,
     false,
     false,
     true},
    {"of|with|without|about|like|via|using|by means of|during|as|per|made "
     "of|except|despite|than|until|towards the end of|thanks to|because of|"
     "including|such as|besides|beyond|since|against the backdrop of",
     -1},
};

constexpr std::string_view kGrammarWords =
    "floor|ground|earth|edge|edges|brink|verge|kerb|curb|somewhere|anywhere|everywhere|nowhere|"
    "somehow|maybe|perhaps|indeed|world|"
    "story|dream|reality|"
    "life|a|an|the|this|that|these|those|there|here|is|are|was|were|be|been|being|am|has|have|had|"
    "do|"
    "does|did|will|would|can|could|should|may|"
    "might|must|shall|it|its|of|and|or|so|too|also|just|very|really|quite|even|still|not|no|such|"
    "own|same|other|another|each|every|any|some|"
    "all|both|more|most|much|many|please|show|shows|showing|shown|video|clip|footage|scene|shot|"
    "image|picture|make|create|generate|depict|"
    "depicting|featuring|feature|render|animate|movie|film|we|you|i|me|us|my|your|our|they|them|"
    "their|he|him|his|she|her|hers|who|whom|whose|"
    "which|what|where|when|how|if|than|as|to|for|with|by|at|in|on|from|into|onto|up|down|out|off|"
    "over|under|again|ever|get|gets|got|let|lets|"
    "something|anything|nothing|thing|things|one|way|bit|lot|kind|sort|type|part|moment|second|"
    "seconds|time|minute|while|then|there's|begin|begins|"
    "start|starts|started|beginning|starting|continue|continues|seem|seems|look|looks|like|about|"
    "around|back|want|would|like|give|gives|given|"
    "using|use|used|style|tone|mood|vibe|feel|feeling|atmosphere|aesthetic|background|foreground|"
    "frame|screen|camera|lens|view|focus|angle|"
    "hd|4k|8k|uhd|k|high|quality|resolution|ultra|detailed|details|detail|masterpiece|best|"
    "trending|artstation|octane|unreal|engine|"
    "sequence|opens|open|ends|end|middle|side|front|top|bottom|center|centre|left|right|distance|"
    "place|setting|set|visible|full|overall|"
    "soundtrack|sound|sounds|audio|music|voice|ambience|noise|featuring|only|almost|nearly|itself|"
    "himself|herself|themselves|each|"
    "someone|somebody|nobody|noone|everyone|everything|surface|surfaces|vibes|feels|r|u|ur|because|"
    "since|though|"
    "although|manage|manages|try|tries|"
    "trying|attempt|attempts|fail|fails|able|"
    "perform|performs|performing|perfectly|clearly|exactly|right|well|instead|already|soon|now|"
    "suddenly|together|alone|along|across|"
    "through|during|until|before|after|between|against|without|within|upon|toward|towards|near|"
    "next|yes|ok|okay|hey|s|t|m|re|ve|ll|d|'s|"
    "him|its|that's|whole|entire|several|various|amount|number|couple|few|half|first|last|final|"
    "finally|later|long|short|ago|yet|once|"
    "straight|directly|prompt|sora|hibari|ai|generated|model|realtime|aspect|ratio|fps|landscape|"
    "portrait|vertical|"
    "horizontal|square|orientation|duration|length|"
    "sec|s|secs|sentence|line|lines|dialogue|description|describe|describes|caption|title|titled|"
    "name|named|called|call|put|go|goes|going|"
    "come|comes|take|takes|taking|keep|keeps|place|lighting|light|lit|lights|shadow|shadows|color|"
    "colour|palette|composition|depth|field|grade|"
    "grading|reflection|reflections|texture|textures|motion|movement|movements|action|actions|"
    "gently|beautifully";

constexpr std::string_view kHarmlessAdjectives =
    "extreme|ultra|super|hyper|accidental|beautiful|pretty|handsome|cute|adorable|lovely|happy|sad|"
    "angry|tired|funny|cool|amazing|"
    "awesome|stunning|gorgeous|elegant|mysterious|"
    "strange|weird|odd|brave|bold|shy|nervous|excited|bored|curious|confident|clumsy|determined|"
    "proud|calm|quiet|silent|peaceful|serene|"
    "dramatic|epic|intense|majestic|magical|mystical|surreal|dreamy|whimsical|cozy|warm|cool|cold|"
    "hot|fresh|bright|dark|dim|soft|hard|rough|smooth|"
    "shiny|dusty|dirty|clean|wet|dry|empty|full|busy|crowded|abandoned|old|new|modern|ancient|"
    "vintage|retro|rusty|broken|fancy|simple|plain|"
    "professional|famous|rich|poor|lucky|unlucky|hungry|thirsty|sleepy|playful|energetic|lively|"
    "friendly|evil|good|bad|nice|great|perfect|"
    "fluffy|furry|hairy|spotted|striped|slow|fast|quick|heavy|light|heavier|lighter|lightweight|"
    "tall|short|thin|wide|narrow|"
    "deep|shallow|steep|flat|round|square|sharp|"
    "classic|traditional|typical|ordinary|normal|regular|real|fake|wild|tame|fierce|gentle|"
    "graceful|vibrant|vivid|colorful|neon|glowing|sparkling|"
    "matching|identical|endless|infinite|distant|nearby|lush|barren|rocky|sandy|grassy|leafy|icy|"
    "frozen|"
    "tropical|urban|rural|suburban|industrial|medieval|"
    "futuristic|victorian|local|foreign|national|olympic|champion|amateur|experienced|skilled|"
    "talented|careful|careless|stern|serious|cheerful|"
    "gloomy|spooky|scary|creepy|eerie|haunted|enchanted|sacred|royal|noble|humble|grumpy|joyful|"
    "delighted|surprised|shocked|frightened|scared|"
    "terrified|worried|anxious|relaxed|focused|concentrated|exhausted|injured|wounded|drunk|sober|"
    "blind|deaf|mute|pregnant|single|married|"
    "rolling|running|flying|floating|burning|steaming|smoking|flickering|shimmering|swirling|"
    "golden|american|texan|western|eastern|northern|"
    "southern|perfectly|crisp|moody|gritty|raw|natural|ambient|volumetric|harsh|diffused|soft|"
    "subtle|rich|muted|saturated|desaturated|pastel|"
    "dynamic|smooth|stable|steady|detailed|complex|intricate|delicate|fragile|solid|liquid|hollow|"
    "loose|tight|fitted|baggy|ripped|torn|worn|"
    "faded|polished|matte|glossy|transparent|opaque|domestic|stray|hungry|giant|lone|lonely|"
    "solitary|sweet|tender|romantic|passionate|huge|"
    "massive|friendly|grand|impressive|powerful|mighty|unusual|bizarre|ridiculous|silly|goofy|"
    "hilarious|absurd|normal|quaint|rustic|cluttered|"
    "bustling|quiet|sleepy|sunlit|moonlit|dimly|brightly|chilly|freezing|scorching|humid|polluted|"
    "pristine|untouched|legendary|iconic|"
    "mischievous|naughty|loyal|stubborn|lazy|bouncy|wobbly|slippery|sticky|rickety|creaky|worn|"
    "cracked|shattered|wrecked|ruined|restless|eager|fit|"
    "hopeful|hopeless|desperate|thoughtful|pensive|stoic|weary|grim|solemn|defiant|fearless|heroic|"
    "tiny|swedish|wise|smart|clever|dumb|stupid|"
    "precise|exact|fluid|seamless|continuous|uninterrupted|sweeping|gleaming|glistening|dappled|"
    "spinning|moving|sliding|rising|falling|standing|loud|faint|noisy|sleek|refreshing|cosy|"
    "luxury|luxurious|digital|frictionless|different|identical|similar|afraid|muffled|fine";

}  // namespace

std::span<const DirectionRow> direction_rows() {
    return kDirectionTable;
}

std::span<const ColorRow> color_rows() {
    return kColorTable;
}

std::span<const FactorRow> size_rows() {
    return kSizeTable;
}

std::span<const CountRow> count_rows() {
    return kCountTable;
}

std::span<const CountRow> collective_rows() {
    return kCollectiveTable;
}

std::span<const PrepositionRow> preposition_rows() {
    return kPrepositionTable;
}

std::string_view grammar_words() {
    return kGrammarWords;
}

std::string_view harmless_adjectives() {
    return kHarmlessAdjectives;
}

}  // namespace hibari::world
