// Deeds named by a noun: "does a backflip", "freezes in a handstand".
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

// "bowls and leaves a split": how what was done just now ended.
bool ShotReader::ends_last(const ActionNounRow& row, const std::string& words) {
    if (shot_.actions.empty() || subject_.empty()) {
        return false;
    }
    DraftAction& last = shot_.actions.back();
    if (last.subject != subject_.front() || last.action.verb != row.verb || last.decided) {
        return false;
    }
    last.action.outcome = row.outcome;
    last.decided = true;
    order_.reset();
    recent_.clear();
    story_.notes.understood(words, "outcome " + std::string(enum_name(row.outcome)));
    return true;
}

void ShotReader::read_light(const VerbGroup& group, std::size_t begin) {
    const std::string doing = shown(begin, at_);
    if (!subject_.empty() && read_music()) {
        // "performs an upbeat rock song": musicians do it with what they play.
        make_actions(-1, Verb::kSing, subject_, doing);
        return;
    }
    // The noun that is done, with what stands before it.
    int count = 1;
    std::size_t cursor = at_;
    while (cursor < tokens_.size() && !is_boundary(cursor)) {
        const Hit* head = action_noun_at(cursor);
        if (head != nullptr) {
            const ActionNounRow& row = action_noun_rows()[static_cast<std::size_t>(head->row)];
            const std::size_t end = cursor + head->length;
            if (head->plural && count == 1) {
                count = 2;
            }
            // A ball named in between: "takes a soccer shot".
            int object = -1;
            const std::string words = shown(begin, end);
            if (subject_.empty() && !shot_.present.empty()) {
                for (const int member : shot_.present) {
                    if (story_.is_alive(member)) {
                        subject_ = {member};
                        break;
                    }
                }
            }
            if (subject_.empty()) {
                const int member = story_.add_somebody(shot_);
                if (member < 0) {
                    return;
                }
                subject_ = {member};
                story_.notes.assumed("somebody who does it: \"" + words + "\"");
            }
            if (row.outcome != Outcome::kNone && ends_last(row, words)) {
                use(begin, end);
                at_ = end;
                return;
            }
            // One deed with one ball is one player's: "two friends high-five after a strike".
            const bool once = is_sending(row.verb) && count == 1 && subject_.size() > 1;
            make_actions(-1, row.verb, once ? std::vector<int>{subject_.front()} : subject_, words);
            const auto fetch = [&](std::string_view words_of) {
                return story_.need(shot_, words_of, "of \"" + words + "\"");
            };
            const bool generic_ball = row.object == "ball";
            const SportRow* game = sport();
            if (row.verb == Verb::kBat && game != nullptr && game->deed == Verb::kBat) {
                object = fetch(game->ball);  // "a volleyball serve" is not tennis.
            } else if (!row.object.empty() && !generic_ball) {
                object = fetch(row.object);
            }
            const int target = row.target.empty() ? -1 : fetch(row.target);
            for (const std::size_t i : recent_) {
                DraftAction& action = shot_.actions[i];
                action.object = object;
                action.target = target;
                action.action.repeat = std::clamp(count, 1, ScriptLimits::kRepeatMax);
                action.action.turns = std::max(1, turns_told(begin, end));
                const Outcome outcome =
                    row.outcome != Outcome::kNone && group.outcome != Outcome::kFailure
                        ? row.outcome
                        : group.outcome;
                if (outcome != Outcome::kNone) {
                    action.action.outcome = outcome;
                    action.decided = true;
                }
                action.action.via = is_sending(row.verb) ? via_of(words) : Via::kNone;
                action.action.intensity =
                    clamp(action.action.intensity * row.intensity * group.manner, 0.25F, 2.0F);
            }
            use(begin, end);
            story_.notes.understood(
                names(subject_) + " " + words,
                std::string(enum_name(row.verb)) +
                    (group.outcome == Outcome::kNone ? ""
                                                     : ", " + std::string(enum_name(group.outcome)))
            );
            at_ = end;
            verb_seen_ = true;
            object_seen_ = false;
            return;
        }
        if (const Hit* number = hit(cursor, WordKind::kCount); number != nullptr) {
            count = count_rows()[static_cast<std::size_t>(number->row)].count;
        }
        ++cursor;
    }
    at_ = std::max(at_, group.end);
}

// "freezes in a handstand", "ends with a backflip": a deed's noun behind a preposition.
void ShotReader::read_posture_noun(std::string_view word, const NounPhrase& phrase) {
    if (phrase.row < 0 || subject_.empty() || !listed("in|into|with|onto", word)) {
        return;
    }
    const Verb verb = action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb;
    const Verb now = recent_.empty() ? Verb::kStay : shot_.actions[recent_.front()].action.verb;
    if (is_sending(verb) || verb == Verb::kCatch || now == verb) {
        return;
    }
    const bool holds = now == Verb::kStay || now == Verb::kStand || now == Verb::kBalance;
    if (!recent_.empty() && holds) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.verb = verb;
            shot_.actions[i].verb_row = -1;
        }
        return;
    }
    if (word != "in") {
        order_ = OrderWord::kThen;
        VerbGroup light;
        light.kind = VerbGroup::Kind::kLight;
        at_ = phrase.begin;
        read_light(light, phrase.begin);
    }
}

}  // namespace hibari::world
