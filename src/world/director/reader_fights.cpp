// "have a snowball fight": each throws one at the other.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace hibari::world {

bool ShotReader::read_throwing_fight() {
    std::size_t at = at_;
    const bool verb = is_any(at, "have|has|having|start|starts|starting|join|joins");
    at += verb ? 1 : 0;
    at += is_any(at, "a|an|the|their") ? 1 : 0;
    const Hit* missile = hit(at, WordKind::kThing);
    missile = missile != nullptr ? missile : hit(at, WordKind::kStandIn);
    const std::size_t fight = missile == nullptr ? at : skip_hyphen(at + missile->length);
    if (missile == nullptr || !is_any(fight, "fight|fights|battle") ||
        reads_as_verb(fight, false) ||
        !is_any(at, "snowball|pillow|water|food|cake|pie|tomato|mud|paint|cushion|egg")) {
        return false;
    }
    std::vector<int> fighters = subject_;
    if (fighters.size() < 2 && !verb) {
        std::ranges::copy_if(shot_.present, std::back_inserter(fighters), [&](int member) {
            return story_.is_person(member);
        });
    }
    constexpr std::size_t kFightersMax = 4;
    if (fighters.size() < 2 || fighters.size() > kFightersMax) {
        return false;
    }
    const NounPhrase named = noun_phrase(at, true);
    if (named.kind != NounKind::kCast || named.who.empty()) {
        return false;
    }
    CastMember like = story_.cast[static_cast<std::size_t>(named.who.front())];
    for (std::size_t i = 0; i < fighters.size(); ++i) {
        const int thrown = i == 0 ? named.who.front() : story_.add(shot_, like);
        if (thrown < 0 || shot_.actions.size() >= ScriptLimits::kActionsMax) {
            break;
        }
        DraftAction toss;
        toss.subject = fighters[i];
        toss.object = thrown;
        toss.target = fighters[(i + 1) % fighters.size()];
        toss.action.verb = Verb::kThrow;
        toss.action.outcome = Outcome::kSuccess;
        toss.decided = true;
        toss.words = "throws";
        toss.action.step = std::min(shot_.step + static_cast<int>(i), ScriptLimits::kStepMax);
        shot_.actions.push_back(toss);
    }
    shot_.step = shot_.actions.back().action.step;
    use(at_, fight + 1);
    story_.notes.understood(shown(at_, fight + 1), "each throws at the next");
    at_ = fight + 1;
    verb_seen_ = true;
    finite_seen_ = true;
    noun_just_read_ = false;
    recent_.clear();
    return true;
}

}  // namespace hibari::world
