#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

// Verbs that tell an ending. "his" stands for every possessive.
constexpr OutcomeRow kOutcomeTable[] = {
    {"miss one|air ball|end up in the gutter|end in the gutter|fall into the gutter|drop into the "
     "gutter|"
     "go into the gutter|land in the gutter|roll into the gutter|miss|fail|botch|bail|mess up|"
     "screw up|fumble|flub|blow it|bungle|fall short|come up short|choke|whiff|brick|airball|lose|"
     "mistime|not make it|miss the target|muff|shank|miss wide|go wide|hit the post|fluff|miss it|"
     "hit the woodwork|hit the bar|strike the post|strike the crossbar|rattle the crossbar|"
     "not go in|rim out|bounce out|fall out|pop out|drop out|wipe out|go out of bounds|"
     "bounce off the rim|clang off the rim|clank off the rim|hit the rim|rattle out|overshoot|"
     "undershoot|spill|spill a drop|spill everything|lose balance|lose his balance|lose control|"
     "lose his footing|lose his grip|land on his back|land badly|land on his face|fall on his face|"
     "land on his butt|fall on his butt|land on his head|not quite make it|slip off|under rotate|"
     "over rotate|be too short|be short|give up|lip out|rim out|sail over the bar|"
     "sail over the crossbar|go over the bar|go over the crossbar|fly over the bar|be blocked|"
     "fly over the crossbar|be saved|get blocked|get saved|hit the crossbar|miss the mark|"
     "miss completely|fail miserably|fall flat on his face|crash land|end up on the floor|"
     "end up on the ground|come up empty|land awkwardly|eat it|eat dirt|eat pavement|strike out|"
     "almost make it|nearly make it|fall on his back|end in failure|go wrong|go terribly wrong|"
     "go horribly wrong|sky it|get stuffed|miss the ball|miss the landing|botch the landing|"
     "stumble on the landing|fall on the landing|come off|catch an edge|catch the edge|catch his "
     "edge|"
     "go over the handlebars|fly over the handlebars|tumble over the handlebars|lose the board|"
     "lose his board|lose his skateboard|come last|come in last|finish last|finish second|"
     "come second|come in second|get beaten|"
     "get thrown off|get bucked off|stay out|stop short|pull up short|hang on the lip|stop on the "
     "lip|"
     "stop on the edge|spin out of the hole",
     Outcome::kFailure},
    {"make it|make one|sink one|score one|hit one|land one|score|land|nail|sink|stick the "
     "landing|succeed|pull off|complete|swish|sink it|"
     "land it|nail it|make the shot|go in|pull it off|hit the target|bury|bury it|drain|drain it|"
     "convert|land perfectly|land cleanly|land on his feet|stick|execute|ace|manage it|"
     "knock them all down|win|triumph|go through the hoop|go through the net|drop in|fall in|"
     "drop through the net|fall through the net|find the net|find the back of the net|"
     "hit the back of the net|hit the net|go in the hole|fall into the hole|drop into the hole|"
     "roll into the hole|bank in|get it in|swish through the net|swish through the hoop|"
     "go into the net|land safely|land smoothly|roll away clean|ride away clean|ride away|"
     "skate away|get a strike|bowl a strike|hit the bullseye|stick it|sail through the hoop|"
     "fly into the net|go straight in|rattle in|roll in|curl in|master|land upright|touch down|"
     "touch down safely|score a goal|make contact|end in success|go perfectly|bounce in|tip in|"
     "curl into the top corner|end up in the net|recover|regain balance|regain his balance|"
     "keep balance|keep his balance|catch his balance|keep his footing|regain control|hang on|"
     "stay on|stay upright|stay on his feet|save himself|catch himself|steady himself|"
     "finish first|come first|come in first|take first place|cross the line first|"
     "cross the finish line first|get there first|take the lead|"
     "right himself|roll it in|tap it in|slot it home|ride it out|land the trick|land the jump",
     Outcome::kSuccess},
};

// Words beside the verb that tell an ending: "shoots wide of the goal". They stand as they are.
constexpr OutcomeRow kResultTable[] = {
    {"wide|just wide|wide of the goal|wide of the post|wide of the target|wide of the hoop|"
     "wide of the mark|wide of the pins|wide left|wide right|wide of the net|way wide|off target|"
     "off the mark|over the bar|over the crossbar|just over|just over the bar|over the goal|"
     "high and wide|"
     "short|just short|way short|just short of the hole|short of the hole|short of the hoop|"
     "short of the rim|short of the target|short of the goal|past the hole|into the gutter|"
     "in the gutter|out of bounds|into the stands|into the crowd|past the post|"
     "into the keeper 's hands|into the keeper 's arms|into the goalkeeper 's arms|"
     "straight at the keeper|straight at the goalkeeper|straight at the goalie|into the crossbar|"
     "against the crossbar|off the crossbar|against the post|off the post|onto the post|"
     "off the rim|off the woodwork|and out|nowhere near the goal|nowhere near the hoop|"
     "nowhere near the target",
     Outcome::kFailure},
    {"nothing but net|into the net|on target|dead center|dead centre|into the top corner|in the "
     "top corner|"
     "into the bottom corner|in the bottom corner|and in|straight in|into the back of the net|"
     "in the back of the net|off the post and in|off the crossbar and in|off the rim and in|"
     "off the backboard and in|off the glass and in",
     Outcome::kSuccess},
};

}  // namespace

std::span<const OutcomeRow> outcome_rows() {
    return kOutcomeTable;
}

std::span<const OutcomeRow> result_rows() {
    return kResultTable;
}

}  // namespace hibari::world
