#include "world/tap/deed_phrases.h"

#include <algorithm>
#include <array>

namespace hibari::world::tap {
namespace {

using List = const std::string_view[];

constexpr List kDrop{
    "$s [drops|drop] to the floor",
    "$s [falls|fall] to the ground",
    "$s [is|are] dropped",
    "$s [falls|fall] down",
    "$s [drops|drop] from above",
};
constexpr List kBounce{
    "$s [bounces|bounce]",
    "$s [bounces|bounce] on the floor",
    "$s [falls|fall] and [bounces|bounce]",
    "$s [is|are] bouncing up and down",
    "$s [drops|drop] and [bounces|bounce] back up",
};
constexpr List kRoll{
    "$s [rolls|roll] $p $d",
    "$s [is|are] rolling $p $d",
    "$s [rolls|roll] $p across the floor $d",
};
constexpr List kSlide{
    "$s [slides|slide] $p $d",
    "$s [is|are] sliding $p $d",
    "$s [slides|slide] $p over the floor $d",
    "$s [is|are] pushed $p $d and [slides|slide]",
};
constexpr List kTopple{
    "$s [tips|tip] over", "$s [topples|topple]", "$s [falls|fall] over", "$s [is|are] tipped over"
};
constexpr List kStay{
    "$s [stays|stay] where [it is|they are]",
    "$s [stands|stand] still",
    "$s [does|do] not move",
    "$s [rests|rest] on the floor",
};
constexpr List kRollInto{
    "$s [rolls|roll] $p $d into $o",
    "$s [rolls|roll] $p $d and [hits|hit] $o",
    "$s [hits|hit] $o rolling $p $d",
    "$s [collides|collide] with $o",
    "$s [bumps|bump] into $o",
};
constexpr List kRollIntoPassive{
    "$o [is|are] hit by $s rolling $p $d", "$o [is|are] struck by $s", "$o [gets|get] hit by $s"
};
constexpr List kRollPast{
    "$s [rolls|roll] $p $d past $o",
    "$s [misses|miss] $o",
    "$s [rolls|roll] $p $d and [misses|miss] $o",
};
constexpr List kRollPastPassive{
    "$o [is|are] missed by $s rolling $p $d", "$o [is|are] missed by $s"
};
constexpr List kSlideInto{
    "$s [slides|slide] $p $d into $o",
    "$s [slides|slide] $p $d and [hits|hit] $o",
    "$s [collides|collide] with $o",
    "$s [is|are] pushed into $o",
};
constexpr List kSlideIntoPassive{"$o [is|are] hit by $s sliding $p $d", "$o [is|are] struck by $s"};
constexpr List kSlideShort{
    "$s [slides|slide] $p $d towards $o and [does|do] not reach it",
    "$s [slides|slide] $p $d but [misses|miss] $o",
};
constexpr List kSlideShortPassive{"$o [is|are] not reached by $s sliding $p $d"};
constexpr List kFallOn{
    "$s [falls|fall] on $o",
    "$s [drops|drop] onto $o",
    "$s [is|are] dropped on $o",
    "$s [lands|land] on $o",
};
constexpr List kFallOnPassive{
    "$o [is|are] hit from above by $s", "on $o [falls|fall] $s", "$o [is|are] struck by falling $s"
};
constexpr List kFallBeside{"$s [falls|fall] beside $o", "$s [drops|drop] and [misses|miss] $o"};
constexpr List kFallBesidePassive{"$o [is|are] missed by $s falling"};

constexpr List kRollDown{
    "$s [rolls|roll] down $o", "$s [rolls|roll] off $o", "$s [runs|run] down $o"
};
constexpr List kStacked{"$s [is|are] stacked", "$s [form|form] a tower", "$s [lie|lie] in a stack"};
constexpr List kRow{
    "$s [fall|fall] over one after the other",
    "$s [topple|topple] in a row",
    "$s in a row [fall|fall] one after another",
};
constexpr List kSwing{"$s [swings|swing]", "$s [swings|swing] back and forth"};
constexpr List kSwingInto{"$s [swings|swing] into $o", "$s [swings|swing] and [hits|hit] $o"};
constexpr List kSwingShort{"$s [swings|swing] and [misses|miss] $o"};
constexpr List kSpin{"$s [spins|spin]", "$s [is|are] spinning", "$s [turns|turn] round and round"};
constexpr List kShoot{
    "$s [throws|throw] $b at $o and [scores|score]",
    "$s [shoots|shoot] $b into $o",
    "$s [makes|make] a shot with $b at $o",
};
constexpr List kShootFailed{
    "$s [throws|throw] $b at $o and [misses|miss]",
    "$s [shoots|shoot] $b at $o but it does not go in",
    "$s [misses|miss] a shot with $b at $o",
};
constexpr List kKickGoal{
    "$s [kicks|kick] $b into $o",
    "$s [scores|score], kicking $b into $o",
};
constexpr List kKickGoalFailed{
    "$s [kicks|kick] $b past $o", "$s [kicks|kick] $b at $o and [misses|miss]"
};
constexpr List kRollBehind{
    "$s [rolls|roll] $p $d behind $o", "$s [passes|pass] behind $o rolling $p $d"
};
constexpr List kFallInto{"$s [falls|fall] into $o", "$s [drops|drop] into $o"};
constexpr List kFallIntoFailed{"$s [falls|fall] beside $o", "$s [misses|miss] $o"};
constexpr List kInside{"$s [lies|lie] in $o", "$s [is|are] inside $o"};
constexpr List kWalk{"$s [walks|walk] $d", "$s [is|are] walking $d"};
constexpr List kRun{"$s [runs|run] $d", "$s [is|are] running $d"};
constexpr List kJump{"$s [jumps|jump]", "$s [is|are] jumping"};
constexpr List kWave{"$s [waves|wave]", "$s [is|are] waving", "$s [waves|wave] a hand"};
constexpr List kDance{"$s [dances|dance]", "$s [is|are] dancing"};
constexpr List kClap{"$s [claps|clap]", "$s [is|are] clapping"};
constexpr List kTalk{"$s [talks|talk]", "$s [is|are] speaking", "$s [says|say] something"};
constexpr List kKick{"$s [kicks|kick] $b", "$s [is|are] kicking $b"};
constexpr List kThrow{"$s [throws|throw] $b", "$s [is|are] throwing $b"};
constexpr List kBark{"$s [barks|bark]", "$s [is|are] barking"};

constexpr List kBehind{"$s [stands|stand] behind $o", "$s [is|are] behind $o"};
constexpr List kLeftOf{"$s [stands|stand] left of $o", "$s [is|are] to the left of $o"};
constexpr List kRightOf{"$s [stands|stand] right of $o", "$s [is|are] to the right of $o"};
constexpr List kInFrontOf{"$s [stands|stand] in front of $o", "$s [is|are] in front of $o"};
constexpr List kOn{"$s [stands|stand] on $o", "$s [is|are] on top of $o"};

constexpr std::array kDeeds{
    DeedPhrases{"drop", "drop", kDrop},
    DeedPhrases{"bounce", "bounce", kBounce},
    DeedPhrases{"roll", "roll", kRoll},
    DeedPhrases{"slide", "slide", kSlide},
    DeedPhrases{"topple", "topple", kTopple},
    DeedPhrases{"stay", "still", kStay},
    DeedPhrases{"roll_down", "rolls down", kRollDown},
    DeedPhrases{"stacked", "stack", kStacked},
    DeedPhrases{"domino_fall", "falling in a row", kRow},
    DeedPhrases{"swing", "swing", kSwing},
    DeedPhrases{"swing_into", "swings into it", kSwingInto, {}, kSwingShort},
    DeedPhrases{"spin", "spin", kSpin},
    DeedPhrases{"shoot", "shot", kShoot, {}, kShootFailed},
    DeedPhrases{"kick_goal", "shot at goal", kKickGoal, {}, kKickGoalFailed},
    DeedPhrases{"roll_behind", "passes behind", kRollBehind},
    DeedPhrases{"fall_into", "falls in", kFallInto, {}, kFallIntoFailed},
    DeedPhrases{"inside", "in it", kInside},
    DeedPhrases{"walk", "walk", kWalk},
    DeedPhrases{"run", "run", kRun},
    DeedPhrases{"jump", "jump", kJump},
    DeedPhrases{"wave", "wave", kWave},
    DeedPhrases{"dance", "dance", kDance},
    DeedPhrases{"clap", "clap", kClap},
    DeedPhrases{"talk", "talk", kTalk},
    DeedPhrases{"kick", "kick", kKick},
    DeedPhrases{"throw", "throw", kThrow},
    DeedPhrases{"bark", "bark", kBark},
    DeedPhrases{"behind", "behind it", kBehind},
    DeedPhrases{"left_of", "left of it", kLeftOf},
    DeedPhrases{"right_of", "right of it", kRightOf},
    DeedPhrases{"in_front_of", "in front of it", kInFrontOf},
    DeedPhrases{"on", "on it", kOn},
    DeedPhrases{"roll_into", "collision", kRollInto, kRollIntoPassive, kRollPast, kRollPastPassive},
    DeedPhrases{
        "slide_into", "collision", kSlideInto, kSlideIntoPassive, kSlideShort, kSlideShortPassive
    },
    DeedPhrases{"fall_on", "falls on it", kFallOn, kFallOnPassive, kFallBeside, kFallBesidePassive},
};

}  // namespace

bool says(std::string_view phrase, char what) {
    const char mark[] = {'$', what};
    return phrase.find(std::string_view(mark, 2)) != std::string_view::npos;
}

const DeedPhrases* find_deed_phrases(std::string_view deed) {
    const auto* const found = std::ranges::find(kDeeds, deed, &DeedPhrases::deed);
    return found != kDeeds.end() ? found : nullptr;
}

}  // namespace hibari::world::tap
