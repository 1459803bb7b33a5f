// One try after another: "misses twice, then makes it", "the second rolls out, the third goes in".
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

constexpr std::string_view kLater = "second|third|fourth|fifth|next|last|final|other";
constexpr std::string_view kTries =
    "shot|try|attempt|one|throw|ball|kick|penalty|putt|jump|shots|tries|attempts|throws|balls|ones";

}  // namespace

// The last deed of somebody that can hit or miss, or -1.
int ShotReader::last_try() const {
    for (auto i = shot_.actions.size(); i-- > 0;) {
        const DraftAction& action = shot_.actions[i];
        const Verb verb = action.action.verb;
        const bool aimed = verb == Verb::kShoot || verb == Verb::kKick || verb == Verb::kDunk ||
                           verb == Verb::kThrow || verb == Verb::kBat || is_trick(verb);
        if (aimed && story_.is_person(action.subject)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

// "... misses, then makes it": another end than the one that was told is of another try.
bool ShotReader::ends_another_try(Outcome outcome) const {
    const int last = last_try();
    if (last < 0 || !order_ || subject_.empty()) {
        return false;
    }
    const DraftAction& before = shot_.actions[static_cast<std::size_t>(last)];
    return before.decided && before.subject == subject_.front() &&
           before.action.outcome == Outcome::kFailure && outcome == Outcome::kSuccess &&
           (*order_ == OrderWord::kThen || *order_ == OrderWord::kFinally);
}

// The same deed once more, in the next step. Its outcome is still to be told.
void ShotReader::try_again(int before) {
    const DraftAction old = shot_.actions[static_cast<std::size_t>(before)];
    const std::vector<int> who{old.subject};
    order_ = OrderWord::kThen;
    make_actions(old.verb_row, old.action.verb, who, old.words);
    for (const std::size_t now : recent_) {
        shot_.actions[now].object = old.object;
        shot_.actions[now].target = old.target;
        shot_.actions[now].action.intensity = old.action.intensity;
    }
}

// "the second", "his third shot" before a verb: the ball of that try is what the clause is about.
bool ShotReader::read_try() {
    const std::size_t ordinal = is_any(at_, "the|his|her|their") ? at_ + 1 : at_;
    const bool first = is(ordinal, "first");
    const int last = last_try();
    if (ordinal == at_ || last < 0 || (!first && !is_any(ordinal, kLater)) ||
        (verb_seen_ && !after_comma_ && !after_and_)) {
        return false;
    }
    std::size_t end = ordinal + 1;
    std::size_t at = end;
    const std::optional<int> count = spoken_number(at);
    end = count ? at : end;
    if (is(ordinal, "other") && !is_any(end, kTries)) {
        return false;  // somebody else
    }
    end += is_any(end, kTries) ? 1 : 0;
    const bool told =
        hit(end, WordKind::kOutcome) != nullptr || reads_as_verb(end, count.has_value());
    if (!told || group_meant(end).size() > 1) {
        return false;
    }
    DraftAction& before = shot_.actions[static_cast<std::size_t>(last)];
    if (before.object < 0) {
        before.object = game_ball("of the tries");
    }
    const int ball = before.object;
    if (ball < 0 || story_.category_of(ball) != Category::kBall) {
        return false;
    }
    use(at_, end);
    story_.notes.understood(shown(at_, end), first ? "the first try" : "another try");
    end_clause();
    if (first) {
        before.action.repeat = count.value_or(1);
    } else {
        try_again(last);
        recent_.clear();
    }
    subject_ = {ball};
    last_noun_ = subject_;
    noun_just_read_ = true;
    at_ = end;
    return true;
}

}  // namespace hibari::world
