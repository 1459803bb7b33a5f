// How things end: "misses", "lands it".
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {

void ShotReader::fumble(int ball, const std::string& words) {
    order_ = OrderWord::kThen;
    make_actions(catch_row(), Verb::kCatch, subject_, words);
    for (const std::size_t i : recent_) {
        shot_.actions[i].object = ball;
        shot_.actions[i].action.outcome = Outcome::kFailure;
        shot_.actions[i].decided = true;
    }
    story_.notes.understood(names(subject_) + " " + words, "catch, failure");
}

int ShotReader::catch_row() const {
    for (const Meaning& meaning : story_.dictionary->meanings("catch")) {
        if (meaning.kind == WordKind::kVerb) {
            return meaning.row;
        }
    }
    return -1;
}

const SportRow* ShotReader::sport() const {
    return shot_.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(shot_.sport)];
}

// The ball of the last deed, or of the game: what "it" means when nobody has named a ball.
int ShotReader::game_ball(std::string_view because) {
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        if (action->object < 0 && is_sending(action->action.verb)) {
            const std::string_view needed =
                action->verb_row < 0
                    ? std::string_view{}
                    : verb_rows()[static_cast<std::size_t>(action->verb_row)].object;
            const SportRow* game = sport();
            action->object = story_.need(
                shot_,
                game != nullptr && !game->ball.empty() ? game->ball
                : needed.empty()                       ? "ball"
                                                       : needed,
                because
            );
            return action->object;
        }
    }
    const SportRow* game = sport();
    return game == nullptr || game->ball.empty() ? -1 : story_.need(shot_, game->ball, because);
}

// "shoots wide of the goal", "off the post and in".
bool ShotReader::read_result() {
    const Hit* result = hit(at_, WordKind::kResult);
    if (result == nullptr) {
        return false;
    }
    const std::size_t end = at_ + result->length;
    if (!is_boundary(end) && !is_any(end, "and|but|while|as|then|because|to|for|by|when|before")) {
        return false;
    }
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        if (!is_sending(action->action.verb)) {
            continue;
        }
        const std::string words = shown(at_, end);
        if (words == "into the net" && sport() == nullptr) {
            return false;  // No game's net: something to catch things with.
        }
        action->action.outcome =
            in_this_game(result_rows()[static_cast<std::size_t>(result->row)].outcome, words);
        if (const Via via = via_of(words); via != Via::kNone) {
            action->action.via = via;
        }
        action->decided = true;
        story_.notes.understood(
            shown(at_, end), "outcome " + std::string(enum_name(action->action.outcome))
        );
        use(at_, end);
        at_ = end;
        return true;
    }
    return false;
}

// What the member does when it rides: by what it is on, or by what it is called.
Verb ShotReader::ride_of(int member) const {
    for (const DraftRelation& relation : shot_.relations) {
        if (relation.owner == member && relation.kind == RelationKind::kRiding) {
            return verb_of_mount(story_.thing_of(relation.target).name);
        }
    }
    if (!story_.is_person(member)) {
        return Verb::kStay;
    }
    const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
    // Skaters are on ice as well.
    const bool skates =
        known.head == "skater" && sport() != nullptr && sport()->gear == "skateboard";
    const Verb called = skates ? Verb::kPushBoard : riding_verb(known.entity.called);
    if (called != Verb::kStay) {
        return called;
    }
    for (const DraftAction& action : shot_.actions) {
        if (action.subject == member && !mount_of(action.action.verb).empty()) {
            return action.action.verb;  // "rides a bicycle down the street, hits a rock"
        }
    }
    return Verb::kStay;
}

// A rider who falls or runs into something fails at riding.
bool ShotReader::rides_into_it(const VerbGroup& group, std::size_t begin) {
    const Verb ride = ride_of(subject_.front());
    if (ride == Verb::kStay) {
        return false;
    }
    const std::string words = shown(begin, group.end);
    make_actions(-1, ride, subject_, words);
    recent_row_ = group.row;
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = Outcome::kFailure;
        shot_.actions[i].decided = true;
        shot_.actions[i].verb_row = group.row;
    }
    story_.notes.understood(
        names(subject_) + " " + words, std::string(enum_name(ride)) + ", failure"
    );
    return true;
}

// "almost falls", "nearly drops it": it does not come to that, but it wobbles.
void ShotReader::do_nearly(const VerbGroup& group, std::size_t begin) {
    const Verb verb = verb_rows()[static_cast<std::size_t>(group.row)].verb;
    const std::string words = shown(begin, group.end);
    story_.notes.understood(names(subject_) + " " + words, "nearly happens");
    order_.reset();
    const int who = subject_.front();
    if (verb == Verb::kDrop && story_.is_alive(who)) {
        make_actions(-1, Verb::kHold, subject_, words);
        recent_row_ = group.row;
        return;
    }
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        if (action->subject == who && is_trick(action->action.verb)) {
            set_outcome(Outcome::kSuccess, subject_);
            recent_.clear();
            return;
        }
    }
    const Verb ride = ride_of(who);
    make_actions(
        -1,
        ride != Verb::kStay     ? ride
        : story_.is_person(who) ? Verb::kBalance
        : story_.is_alive(who)  ? Verb::kStand
                                : Verb::kStay,
        subject_,
        words
    );
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = Outcome::kSuccess;
        shot_.actions[i].decided = true;
        for (const DraftRelation& relation : shot_.relations) {
            if (relation.owner == who && relation.kind == RelationKind::kOn) {
                shot_.actions[i].target = relation.target;
            }
        }
    }
}

void ShotReader::do_outcome(const VerbGroup& group, std::size_t begin) {
    Outcome outcome = outcome_rows()[static_cast<std::size_t>(group.row)].outcome;
    if (group.negated != group.nearly) {
        outcome = outcome == Outcome::kSuccess ? Outcome::kFailure : Outcome::kSuccess;
    }
    const std::string words = shown(begin, group.end);
    outcome = in_this_game(outcome, words);
    const bool beside = outcome == Outcome::kSuccess && falls_to_floor(group.end);
    outcome = beside ? Outcome::kFailure : outcome;
    adopt_ball();
    if (words == "miss" && begin > 0 && is(begin - 1, "to")) {
        story_.notes.understood(words, "what it is done for");  // "swerves to miss a cat"
        recent_.clear();
        return;
    }
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
    if (ends_another_try(outcome)) {
        try_again(last_try());
        for (const std::size_t now : recent_) {
            shot_.actions[now].action.outcome = outcome;
            shot_.actions[now].decided = true;
        }
        story_.notes.understood(words, "another try, " + std::string(enum_name(outcome)));
        return;
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
            const bool bats = sport() != nullptr && sport()->deed == Verb::kBat;
            make_actions(
                bats ? -1 : catch_row(), bats ? Verb::kBat : Verb::kCatch, subject_, words
            );
            for (const std::size_t i : recent_) {
                shot_.actions[i].object = before.object;
                shot_.actions[i].action.outcome = Outcome::kFailure;
                shot_.actions[i].decided = true;
            }
            story_.notes.understood(
                names(subject_) + " " + words, bats ? "bat, failure" : "catch, failure"
            );
            return;
        }
    }
    // Does it belong to something done before? Who picked the ball up scores by a shot of his own.
    bool matched = false;
    const bool has_the_ball =
        outcome == Outcome::kSuccess && words.find("scor") != std::string::npos &&
        !subject_.empty() && sport() != nullptr && is_sending(sport()->deed) &&
        std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            const Verb verb = action.action.verb;
            return action.subject == subject_.front() &&
                   (verb == Verb::kPickUp || verb == Verb::kCatch || verb == Verb::kDribble);
        });
    if (has_action && !has_the_ball) {
        for (auto i = shot_.actions.size(); i-- > 0 && !matched;) {
            const DraftAction& action = shot_.actions[i];
            const bool mine = subject_.empty() || action.subject == subject_.front() ||
                              action.object == subject_.front();
            const Verb verb = action.action.verb;
            const bool can_end = verb != Verb::kStay && verb != Verb::kStand &&
                                 verb != Verb::kLook && verb != Verb::kWalk && verb != Verb::kRun &&
                                 verb != Verb::kDribble && verb != Verb::kTalk &&
                                 verb != Verb::kHold && verb != Verb::kSit;
            // "The ball goes in": that it was caught is not how it got there.
            const bool caught = verb == Verb::kCatch && action.given >= 0 && !subject_.empty() &&
                                action.object == subject_.front();
            matched = mine && can_end && !caught &&
                      !(verb == Verb::kFall && outcome == Outcome::kSuccess);
        }
    }
    if (matched && !beside && words == "lands" && !subject_.empty() &&
        !story_.is_alive(subject_.front()) && is_any(at_, "on|onto|behind|beside|outside") &&
        !is_boundary(at_ + 1) && peek_noun(at_ + 1).kind != NounKind::kCast) {
        story_.notes.understood(names(subject_) + " " + words, "where it comes down");
        recent_.clear();  // "lands on a roof" is no goal.
        order_.reset();
        return;
    }
    if (matched && words.starts_with("land") && outcome == Outcome::kSuccess &&
        shot_.actions.back().decided && shot_.actions.back().given < 0 &&
        shot_.actions.back().subject == subject_.front() &&
        shot_.actions.back().action.outcome == Outcome::kFailure) {
        story_.notes.understood(words, "where the fall ends");  // "slips and lands on the mat"
        recent_.clear();
        order_.reset();
        return;
    }
    if (matched) {
        set_outcome(outcome, subject_, words);
        if (const Hit* often = hit(at_, WordKind::kRepeat); often != nullptr && last_try() >= 0) {
            // "misses twice"
            shot_.actions[static_cast<std::size_t>(last_try())].action.repeat =
                repeat_rows()[static_cast<std::size_t>(often->row)].count;
            use(at_, at_ + often->length);
            at_ += often->length;
        } else if (is_any(at_, "the|his|her") && is(at_ + 1, "first") && last_try() >= 0) {
            // The others are told one by one.
            shot_.actions[static_cast<std::size_t>(last_try())].action.repeat = 1;
        }
        story_.notes.understood(
            names(subject_) + " " + words, "outcome " + std::string(enum_name(outcome))
        );
        recent_.clear();
        order_.reset();
        last_noun_.clear();
        if ((words.ends_with("saved") || words.ends_with("blocked")) && is(at_, "by")) {
            read_saver();
        } else {
            follow_to_the_end(words);
        }
        return;
    }
    if (words.starts_with("spill") && !group.negated && !subject_.empty() &&
        story_.is_alive(subject_.front()) && !is_boundary(at_)) {
        // "spills juice": knocks it over.
        for (const Meaning& meaning : story_.dictionary->meanings("knock over")) {
            if (meaning.kind == WordKind::kVerb) {
                make_actions(meaning.row, Verb::kHit, subject_, words);
                story_.notes.understood(names(subject_) + " " + words, "hit");
                return;
            }
        }
    }
    // An outcome on its own: the sport says of what.
    Verb verb = Verb::kStay;
    if (const Verb ride = subject_.empty() ? Verb::kStay : ride_of(subject_.front());
        ride != Verb::kStay && outcome == Outcome::kFailure) {
        const std::size_t noun = is_any(at_, "a|an|the") ? at_ + 1 : at_;
        verb =
            ride == Verb::kPushBoard && is_any(noun, "rail|handrail|ledge") ? Verb::kGrind : ride;
    } else if (sport() != nullptr) {
        verb = sport()->deed;
    }
    if (group.negated && verb == Verb::kStay && outcome == Outcome::kSuccess) {
        story_.notes.understood(words, "does not happen");
        return;
    }
    if (verb == Verb::kStay && !subject_.empty()) {
        // "the bird lands", "the plane crashes": going down.
        verb = is_any(at_, "the") && is_any(at_ + 1, "target|bullseye|mark|bull") ? Verb::kThrow
               : words.find("fall") != std::string::npos || words.find("fell") != std::string::npos
                   ? Verb::kFall  // "falls on his back"
               : story_.is_person(subject_.front())
                   ? (words.find("land") != std::string::npos ? Verb::kJump
                      : outcome == Outcome::kFailure          ? Verb::kShakeHead
                                                              : Verb::kClap)
               : outcome == Outcome::kFailure ||
                       !(story_.is_alive(subject_.front()) ||
                         story_.category_of(subject_.front()) == Category::kVehicle ||
                         story_.thing_of(subject_.front()).traits.flies)
                   ? Verb::kFall
                   : Verb::kFly;
        bool contest = false;
        for (std::size_t i = begin; i < group.end; ++i) {
            contest =
                contest || is_any(i, "lose|loses|lost|losing|win|wins|won|spill|spills|fail|fails");
        }
        if (words.find("up") != std::string::npos && words.starts_with("give") &&
            !story_.is_person(subject_.front())) {
            story_.notes.understood(words, "it does no more");
            return;
        }
        const auto race = std::ranges::find_if(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front() && said(action, "rac");
        });
        constexpr float kAhead = 1.25F;
        if (words.find("lead") != std::string::npos && race != shot_.actions.end()) {
            race->action.intensity = std::min(race->action.intensity * kAhead, 2.0F);
            story_.notes.understood(words, "it comes to the front");
            return;
        }
        if (contest && race != shot_.actions.end() &&
            story_.category_of(subject_.front()) == Category::kAnimal) {
            race->action.outcome = outcome;  // "the snail wins": it comes first.
            race->decided = true;
            story_.notes.understood(words, "how the race ends");
            return;
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
    if (verb == Verb::kClap && words.starts_with("succe") && !shot_.actions.empty()) {
        story_.notes.understood(words, "what was done shows it");
        return;
    }
    // "A tennis ball hits the net": somebody played it.
    const int ball = !story_.is_alive(subject_.front()) && verb == Verb::kBat &&
                             story_.category_of(subject_.front()) == Category::kBall
                         ? subject_.front()
                         : -1;
    const int player = ball >= 0 ? story_.add_somebody(shot_) : -1;
    make_actions(-1, verb, player >= 0 ? std::vector<int>{player} : subject_, words);
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = outcome;
        shot_.actions[i].action.via = is_sending(verb) ? via_of(words) : Via::kNone;
        shot_.actions[i].decided = true;
        shot_.actions[i].object = ball;
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

// "is saved by the keeper"
void ShotReader::read_saver() {
    const NounPhrase saver = noun_phrase(at_ + 1, true);
    if (saver.kind != NounKind::kCast || saver.who.empty() || !story_.is_alive(saver.who.front())) {
        return;
    }
    see(saver.who);
    use(at_, saver.end);
    at_ = saver.end;
    make_actions(catch_row(), Verb::kCatch, saver.who, "saves");
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = Outcome::kSuccess;
        shot_.actions[i].decided = true;
        if (!subject_.empty() && !story_.is_alive(subject_.front())) {
            shot_.actions[i].object = subject_.front();
        }
    }
}

// The nouns after an outcome only repeat what is known ("misses the hoop"), except where the thing
// ends up: "it lands in a bin", "hits the bullseye".
void ShotReader::follow_to_the_end(std::string_view words) {
    for (std::size_t i = shot_.actions.size(); i-- > 0;) {
        DraftAction& action = shot_.actions[i];
        const bool by_itself = !subject_.empty() && action.subject == subject_.front() &&
                               !story_.is_alive(action.subject);
        if (!is_sending(action.action.verb) && !by_itself) {
            continue;
        }
        const bool by_thing = by_itself || (!subject_.empty() && action.object == subject_.front());
        if (by_thing && action.target < 0) {
            recent_ = {i};
            recent_row_ = action.verb_row;
        } else if (action.target < 0 &&
                   (words.ends_with("bullseye") || words.ends_with("target"))) {
            action.target = story_.need(shot_, "target", "it is hit");
        }
        return;
    }
}

// A ball in the net is a goal, except where the net stands between the players.
Outcome ShotReader::in_this_game(Outcome outcome, std::string_view words) const {
    const bool between = sport() != nullptr && !sport()->net.empty();
    return between && words.ends_with(" net") && words != "nothing but net" ? Outcome::kFailure
                                                                            : outcome;
}

// "The ball floats into the hoop", "rolls past the hole": where a flight ends tells how.
void ShotReader::end_flight(std::string_view word, int what) {
    const bool enters = listed("into|in|through|inside|onto", word);
    const bool passes = listed("past|beside|by|around|beyond|under", word);
    if ((!enters && !passes) || subject_.empty() || story_.is_alive(what)) {
        return;
    }
    for (auto sent = shot_.actions.rbegin(); sent != shot_.actions.rend(); ++sent) {
        if (!is_sending(sent->action.verb) || sent->object != subject_.front() ||
            what == sent->object) {
            continue;
        }
        if (sent->target < 0) {
            sent->target = what;
        }
        if (sent->target == what) {
            sent->action.outcome = enters ? Outcome::kSuccess : Outcome::kFailure;
            sent->decided = true;
        }
        return;
    }
}

void ShotReader::set_outcome(
    Outcome outcome, std::span<const int> subjects, std::string_view words
) {
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        const bool mine = subjects.empty() ||
                          std::ranges::find(subjects, action->subject) != subjects.end() ||
                          std::ranges::find(subjects, action->object) != subjects.end();
        const Verb verb = action->action.verb;
        const bool gesture = verb == Verb::kWave || verb == Verb::kNod || verb == Verb::kClap ||
                             verb == Verb::kPoint || verb == Verb::kBow || verb == Verb::kCry ||
                             verb == Verb::kLaugh || verb == Verb::kShakeHead;
        const bool passive_verb = gesture || verb == Verb::kStay || verb == Verb::kStand ||
                                  verb == Verb::kLook || verb == Verb::kDribble ||
                                  verb == Verb::kTalk || verb == Verb::kHold ||
                                  verb == Verb::kSit || verb == Verb::kRun || verb == Verb::kWalk ||
                                  (verb == Verb::kFall && outcome == Outcome::kSuccess);
        // Of a clip that is spoken of, "the ball goes in" is not about the catch that follows.
        const bool caught = verb == Verb::kCatch && action->given >= 0 && !subjects.empty() &&
                            action->object == subjects.front();
        if (mine && !passive_verb && !caught) {
            const int step = action->action.step;
            for (DraftAction& other : shot_.actions) {
                const bool earlier_try =
                    action->given >= 0 && &other != &*action && other.subject == action->subject;
                if (!earlier_try && other.action.step == step && other.action.verb == verb &&
                    (subjects.empty() || other.subject == action->subject ||
                     std::ranges::find(subjects, other.subject) != subjects.end())) {
                    other.action.outcome = outcome;
                    other.decided = true;
                    if (const Via via = via_of(words); via != Via::kNone && is_sending(verb)) {
                        other.action.via = via;
                    }
                }
            }
            return;
        }
    }
}

}  // namespace hibari::world
