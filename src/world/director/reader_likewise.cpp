// What one does because another did it: "Another one follows", "the girl does the same", "jumps in
// too".
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

// Where words that only say "likewise" end, or 0.
std::size_t ShotReader::end_of_likewise(std::size_t at) const {
    std::size_t end = at;
    if (is_any(at, "does|do") && is(at + 1, "the") && is(at + 2, "same")) {
        end = is(at + 3, "thing") ? at + 4 : at + 3;
    } else if (is_any(at, "does|do") && is_any(at + 1, "likewise|too|so|it")) {
        end = at + 2;
        if (is(at + 1, "it") && !is_any(end, "too|as")) {
            return 0;
        }
    } else if (is_any(at, "follow|follows|copy|copies|imitate|imitates|mimic|mimics|join|joins")) {
        end = at + 1;
        while (is_any(end, "suit|in|him|her|them|it|along|behind|shortly|after")) {
            ++end;
        }
    } else if (is_any(at, "answer|answers|reply|replies|respond|responds") && !subject_.empty() &&
               !story_.is_person(subject_.front())) {
        end = at + 1;  // "Other wolves answer."
    } else {
        return 0;
    }
    while (is_any(end, "too|also|as|well|again")) {
        ++end;
    }
    return is_boundary(end) || is_any(end, "and|but|while|then") ? end : 0;
}

// The deeds of whoever acted last, done by the subject too.
bool ShotReader::read_likewise() {
    const std::size_t end = subject_.empty() || verb_seen_ ? 0 : end_of_likewise(at_);
    if (end == 0) {
        return false;
    }
    const auto mine = [&](int member) {
        return std::ranges::find(subject_, member) != subject_.end();
    };
    const auto last =
        std::ranges::find_if(shot_.actions.rbegin(), shot_.actions.rend(), [&](const auto& deed) {
            return !mine(deed.subject) && deed.action.verb != Verb::kStay &&
                   story_.is_alive(deed.subject) == story_.is_alive(subject_.front());
        });
    if (last == shot_.actions.rend()) {
        return false;
    }
    // Ducks may follow a man, but do not push his cart.
    const bool alike =
        story_.thing_of(last->subject).name == story_.thing_of(subject_.front()).name;
    const bool way = last->verb_row >= 0 &&
                     verb_rows()[static_cast<std::size_t>(last->verb_row)].use == VerbUse::kGoes;
    if (is_any(at_, "follow|follows|join|joins") && !alike && !way) {
        return false;
    }
    constexpr std::size_t kDeedsMax = 3;
    const int model = last->subject;
    const int now = last->action.step;
    std::vector<DraftAction> deeds;
    for (auto deed = shot_.actions.rbegin();
         deed != shot_.actions.rend() && deeds.size() < kDeedsMax;
         ++deed) {
        if (deed->subject == model && deed->action.verb != Verb::kStay) {
            deeds.insert(deeds.begin(), *deed);
        }
    }
    const std::string words = shown(at_, end);
    const int first = deeds.front().action.step;
    recent_.clear();
    for (const int who : subject_) {
        for (DraftAction deed : deeds) {
            if (shot_.actions.size() >= ScriptLimits::kActionsMax) {
                break;
            }
            deed.subject = who;
            deed.target = deed.target == who ? model : deed.target;
            // The next one begins while the one before ends.
            deed.action.step = std::min(now + deed.action.step - first, ScriptLimits::kStepMax);
            deed.action.step += deeds.size() == 1 ? 1 : 0;
            shot_.step = std::max(shot_.step, deed.action.step);
            shot_.actions.push_back(deed);
            recent_.push_back(shot_.actions.size() - 1);
        }
        for (const DraftRelation relation : std::vector(shot_.relations)) {
            if (relation.owner == model && relation.kind == RelationKind::kOn) {
                relate(who, relation.kind, relation.target);
            }
        }
    }
    use(at_, end);
    story_.notes.understood(names(subject_) + " " + words, "as " + names({&model, 1}) + " did");
    at_ = end;
    verb_seen_ = true;
    finite_seen_ = true;
    order_.reset();
    return true;
}

// "jumps in too", "dives in after him": into what the one before went into.
void ShotReader::go_in_as_well() {
    if (!is(at_, "in") || recent_.empty() ||
        !(is_boundary(at_ + 1) || is_any(at_ + 1, "too|as|after|and|also"))) {
        return;
    }
    for (const std::size_t i : recent_) {
        DraftAction& deed = shot_.actions[i];
        const auto before = std::ranges::find_if(shot_.actions, [&](const DraftAction& other) {
            return &other != &deed && other.action.verb == deed.action.verb && other.target >= 0 &&
                   !story_.is_alive(other.target);
        });
        if (deed.target < 0 && before != shot_.actions.end()) {
            deed.target = before->target;
            deed.action.direction = before->action.direction;
        }
    }
}

}  // namespace hibari::world
