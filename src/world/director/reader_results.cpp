// Deeds named by a noun ("does a backflip") and how things end ("misses", "lands it").
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {

int ShotReader::catch_row() const {
    for (const Meaning& meaning : story_.dictionary->meanings("catch")) {
        if (meaning.kind == WordKind::kVerb) {
            return meaning.row;
        }
    }
    return -1;
}

void ShotReader::do_outcome(const VerbGroup& group, std::size_t begin) {
    Outcome outcome = outcome_rows()[static_cast<std::size_t>(group.row)].outcome;
    if (group.negated) {
        outcome = outcome == Outcome::kSuccess ? Outcome::kFailure : Outcome::kSuccess;
    }
    const std::string words = shown(begin, group.end);
    // "makes the first shot and misses the second" does the thing again.
    const bool again =
        is_any(at_, "the|a|another|his|her") && is_any(at_ + 1, "second|third|next|last|other");
    const bool has_action = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        return !action.decided || action.action.verb != Verb::kStay;
    });
    if (again && !shot_.actions.empty()) {
        for (auto i = shot_.actions.size(); i-- > 0;) {
            const DraftAction old = shot_.actions[i];
            if (!subject_.empty() && old.subject == subject_.front() && old.decided) {
                order_ = OrderWord::kThen;
                make_actions(old.verb_row, old.action.verb, subject_, words);
                for (const std::size_t now : recent_) {
                    shot_.actions[now].object = old.object;
                    shot_.actions[now].target = old.target;
                    shot_.actions[now].action.outcome = outcome;
                    shot_.actions[now].decided = true;
                }
                story_.notes.understood(
                    words,
                    std::string(enum_name(old.action.verb)) + ", " + std::string(enum_name(outcome))
                );
                return;
            }
        }
    }
    // "Bob misses it": what was thrown to him.
    if (outcome == Outcome::kFailure && !subject_.empty() && story_.is_alive(subject_.front()) &&
        !shot_.actions.empty()) {
        const DraftAction before = shot_.actions.back();
        const Verb by = before.action.verb;
        if ((by == Verb::kThrow || by == Verb::kKick || by == Verb::kBat) &&
            before.subject != subject_.front() &&
            (is_any(at_, "it|the|him|her") || is_boundary(at_)) && catch_row() >= 0) {
            order_ = OrderWord::kThen;
            make_actions(catch_row(), Verb::kCatch, subject_, words);
            for (const std::size_t i : recent_) {
                shot_.actions[i].object = before.object;
                shot_.actions[i].action.outcome = Outcome::kFailure;
                shot_.actions[i].decided = true;
            }
            story_.notes.understood(names(subject_) + " " + words, "catch, failure");
            return;
        }
    }
    // Does it belong to something done before?
    bool matched = false;
    if (has_action) {
        for (auto i = shot_.actions.size(); i-- > 0 && !matched;) {
            const DraftAction& action = shot_.actions[i];
            const bool mine = subject_.empty() || action.subject == subject_.front() ||
                              action.object == subject_.front();
            const Verb verb = action.action.verb;
            const bool can_end = verb != Verb::kStay && verb != Verb::kStand &&
                                 verb != Verb::kLook && verb != Verb::kWalk && verb != Verb::kRun &&
                                 verb != Verb::kDribble && verb != Verb::kTalk &&
                                 verb != Verb::kHold && verb != Verb::kSit;
            matched = mine && can_end;
        }
    }
    if (matched) {
        set_outcome(outcome, subject_);
        story_.notes.understood(
            names(subject_) + " " + words, "outcome " + std::string(enum_name(outcome))
        );
        recent_.clear();
        order_.reset();
        // Its nouns only repeat what is known ("misses the hoop").
        return;
    }
    // An outcome on its own: the sport says of what.
    Verb verb = Verb::kStay;
    if (shot_.sport >= 0) {
        const SportRow& sport = sport_rows()[static_cast<std::size_t>(shot_.sport)];
        verb = sport.ball == "basketball" || sport.ball == "soccer ball" ? Verb::kShoot
               : sport.ball == "bowling ball"                            ? Verb::kBowl
               : sport.gear == "skateboard"                              ? Verb::kKickflip
               : sport.gear == "surfboard"                               ? Verb::kSurf
               : sport.gear == "snowboard"                               ? Verb::kSnowboard
               : sport.gear == "paddleboard"                             ? Verb::kPaddle
               : !sport.gear.empty()                                     ? Verb::kBat
               : sport.ball.empty()                                      ? Verb::kBackflip
                                                                         : Verb::kThrow;
    }
    if (verb == Verb::kStay && !subject_.empty()) {
        // "the bird lands", "the plane crashes": going down.
        verb = is_any(at_, "the") && is_any(at_ + 1, "target|bullseye|mark|bull") ? Verb::kThrow
               : story_.is_person(subject_.front())
                   ? (words.find("land") != std::string::npos ? Verb::kJump
                      : outcome == Outcome::kFailure          ? Verb::kShakeHead
                                                              : Verb::kClap)
               : outcome == Outcome::kFailure ? Verb::kFall
                                              : Verb::kFly;
        bool contest = false;
        for (std::size_t i = begin; i < group.end; ++i) {
            contest =
                contest || is_any(i, "lose|loses|lost|losing|win|wins|won|spill|spills|fail|fails");
        }
        if (contest && !story_.is_alive(subject_.front())) {
            story_.notes.understood(words, "a result that shows by itself");
            return;
        }
        if (contest) {
            verb = outcome == Outcome::kFailure ? Verb::kShakeHead : Verb::kClap;
            if (!story_.is_person(subject_.front())) {
                verb = Verb::kFall;
            }
        }
    }
    if (subject_.empty()) {
        story_.notes.ignored(words, "there is nothing it could be the end of");
        use(begin, group.end, TokenUse::kReported);
        return;
    }
    make_actions(-1, verb, subject_, words);
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = outcome;
        shot_.actions[i].decided = true;
        if (verb == Verb::kFly) {
            shot_.actions[i].action.direction = Direction::kDown;
            shot_.actions[i].action.outcome = Outcome::kNone;
        }
    }
    story_.notes.understood(
        names(subject_) + " " + words,
        std::string(enum_name(verb)) + ", " + std::string(enum_name(outcome))
    );
}

void ShotReader::read_light(const VerbGroup& group, std::size_t begin) {
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
                CastMember someone;
                someone.thing = story_.thing_named("person");
                someone.head = "person";
                someone.entity.called = "someone";
                const int member = someone.thing >= 0 ? story_.add(shot_, std::move(someone)) : -1;
                if (member < 0) {
                    return;
                }
                subject_ = {member};
                story_.notes.assumed("somebody who does it: \"" + words + "\"");
            }
            make_actions(-1, row.verb, subject_, words);
            const auto fetch = [&](std::string_view words_of) {
                const int thing = story_.thing_named(words_of);
                if (thing < 0) {
                    return -1;
                }
                for (const int known : shot_.present) {
                    if (story_.cast[static_cast<std::size_t>(known)].thing == thing) {
                        return known;
                    }
                }
                CastMember needed;
                needed.thing = thing;
                needed.head = std::string(words_of.substr(
                    words_of.rfind(' ') == std::string_view::npos ? 0 : words_of.rfind(' ') + 1
                ));
                needed.entity.kind =
                    std::string(story_.nouns->things[static_cast<std::size_t>(thing)].name);
                needed.entity.called = std::string(words_of);
                needed.implied = true;
                needed.group = ++story_.groups;
                needed.first_shot = shot_number_;
                story_.notes.assumed(
                    "a " + std::string(words_of) + ", because of \"" + words + "\""
                );
                const int first = story_.add(shot_, needed);
                for (int pin = 1; needed.entity.kind == "bowling_pin" && first >= 0 && pin < 10;
                     ++pin) {
                    story_.add(shot_, needed);
                }
                return first;
            };
            const bool generic_ball = row.object == "ball";
            if (!row.object.empty() && !generic_ball) {
                object = fetch(row.object);
            }
            const int target = row.target.empty() ? -1 : fetch(row.target);
            for (const std::size_t i : recent_) {
                DraftAction& action = shot_.actions[i];
                action.object = object;
                action.target = target;
                action.action.repeat = std::clamp(count, 1, ScriptLimits::kRepeatMax);
                if (group.outcome != Outcome::kNone) {
                    action.action.outcome = group.outcome;
                    action.decided = true;
                }
                action.action.intensity =
                    clamp(action.action.intensity * group.manner, 0.25F, 2.0F);
            }
            const std::string_view noun = tokens_[cursor].text;
            if (noun == "strike" || noun == "spare" || noun == "gutter" || noun == "gutterball") {
                for (const std::size_t i : recent_) {
                    shot_.actions[i].action.outcome =
                        noun.starts_with("gutter") ? Outcome::kFailure : Outcome::kSuccess;
                    shot_.actions[i].decided = true;
                }
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

void ShotReader::set_outcome(Outcome outcome, std::span<const int> subjects) {
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        const bool mine = subjects.empty() ||
                          std::ranges::find(subjects, action->subject) != subjects.end() ||
                          std::ranges::find(subjects, action->object) != subjects.end();
        const Verb verb = action->action.verb;
        const bool passive_verb = verb == Verb::kStay || verb == Verb::kStand ||
                                  verb == Verb::kLook || verb == Verb::kDribble ||
                                  verb == Verb::kTalk || verb == Verb::kHold ||
                                  verb == Verb::kSit || verb == Verb::kRun || verb == Verb::kWalk;
        if (mine && !passive_verb) {
            const int step = action->action.step;
            for (DraftAction& other : shot_.actions) {
                if (other.action.step == step && other.action.verb == verb &&
                    (subjects.empty() || other.subject == action->subject ||
                     std::ranges::find(subjects, other.subject) != subjects.end())) {
                    other.action.outcome = outcome;
                    other.decided = true;
                }
            }
            return;
        }
    }
}

}  // namespace hibari::world
