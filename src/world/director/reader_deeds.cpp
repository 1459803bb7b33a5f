// From a verb to actions: what it means for who does it, and what becomes of it.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

// "brakes hard", "comes to a halt": words of somebody who was moving.
bool halts(std::string_view words) {
    return words.find("brak") != std::string_view::npos ||
           words.find("stop") != std::string_view::npos ||
           words.find("halt") != std::string_view::npos ||
           words.find("pull") != std::string_view::npos;
}

// Pushes that move a thing along, unlike "is opened" or "is painted".
bool shoves(std::string_view words) {
    constexpr std::string_view kStems[] = {"push", "shov", "nudg", "flick", "pull", "drag", "pok"};
    return std::ranges::any_of(kStems, [&](std::string_view stem) {
        return words.find(stem) != std::string_view::npos;
    });
}

}  // namespace

void ShotReader::make_actions(
    int row, Verb verb, std::span<const int> subjects, const std::string& words
) {
    recent_.clear();
    recent_row_ = row;
    const int step = step_for(subjects, verb);
    const std::vector<int> who(subjects.begin(), subjects.end());
    for (const int subject : who) {
        if (shot_.actions.size() >= ScriptLimits::kActionsMax) {
            story_.notes.ignored(words, "a shot holds at most 128 actions");
            return;
        }
        DraftAction action;
        action.subject = subject;
        action.verb_row = row;
        action.words = words;
        action.action.verb = verb;
        action.action.step = step;
        action.action.start_s = start_s_;
        if (row >= 0) {
            const VerbRow& verb_row = verb_rows()[static_cast<std::size_t>(row)];
            action.action.intensity = verb_row.intensity;
            action.action.direction = verb_row.direction;
            action.action.outcome = verb_row.outcome;
        }
        action.action.intensity = clamp(action.action.intensity * pending_manner_, 0.25F, 2.0F);
        shot_.actions.push_back(action);
        recent_.push_back(shot_.actions.size() - 1);
    }
    start_s_.reset();
    pending_manner_ = 1.0F;
    shot_.step = std::max(shot_.step, step);
}

// "He throws a snowball and it hits the teacher": that is where it was thrown.
void ShotReader::aim_at_what_it_hits() {
    const auto sent =
        std::find_if(shot_.actions.rbegin(), shot_.actions.rend(), [&](const DraftAction& action) {
            return action.object == subject_.front() && is_sending(action.action.verb);
        });
    if (sent == shot_.actions.rend() || sent->target >= 0 || at_ >= tokens_.size()) {
        return;
    }
    const NounPhrase struck = noun_phrase(at_, true);
    if (struck.kind != NounKind::kCast || struck.who.empty() ||
        struck.who.front() == sent->subject) {
        return;
    }
    see(struck.who);
    sent->target = struck.who.front();
    sent->action.outcome = Outcome::kSuccess;
    sent->decided = true;
    last_noun_ = struck.who;
    noun_just_read_ = true;
    use(at_, struck.end);
    at_ = struck.end;
}

// A ball that moves by itself after a shot without a ball was that ball.
void ShotReader::adopt_ball() {
    if (subject_.empty() || story_.category_of(subject_.front()) != Category::kBall) {
        return;
    }
    for (DraftAction& action : shot_.actions) {
        if (is_sending(action.action.verb) && action.object < 0 &&
            action.subject != subject_.front()) {
            action.object = subject_.front();
        }
    }
}

// "stands up" on a board that is ridden, "holds it" in a handstand, "catches a wave and rides it":
// no deed of its own.
bool ShotReader::keeps_it_up(Verb verb) {
    const auto mine = std::ranges::find(
        shot_.actions.rbegin(), shot_.actions.rend(), subject_.front(), &DraftAction::subject
    );
    if (mine == shot_.actions.rend()) {
        return false;
    }
    if (verb == Verb::kFly && mine->action.verb == Verb::kLaunch) {
        return true;  // "A rocket launches and climbs out of the picture."
    }
    if (verb == Verb::kSurf && mine->action.verb == Verb::kSurf && !mine->decided &&
        is(at_, "it")) {
        use(at_, at_ + 1);
        ++at_;
        return true;
    }
    if (verb == Verb::kStand) {
        return is_riding(mine->action.verb) && ride_of(subject_.front()) != Verb::kStay;
    }
    std::size_t end = at_;
    while (is_any(end, "the|it|her|his|still|steady|pose|position|balance|stance|breath|for")) {
        ++end;
    }
    const bool posed = is_trick(mine->action.verb) || is_steady(mine->action.verb);
    if (verb != Verb::kHold || !posed || mine->object >= 0 || end == at_) {
        return false;
    }
    use(at_, end);
    at_ = end;
    return true;
}

// "Running down the street, a man ...": wait for the subject. The participle's own objects and
// places up to the comma belong to it.
void ShotReader::wait_for_subject(const VerbGroup& group, std::size_t begin) {
    const VerbRow& row = verb_rows()[static_cast<std::size_t>(group.row)];
    dangling_row_ = group.row;
    dangling_later_ = order_ == OrderWord::kBefore;
    order_ = dangling_later_ ? std::nullopt : order_;
    dangling_begin_ = begin;
    dangling_manner_ = row.intensity * group.manner * pending_manner_;
    pending_manner_ = 1.0F;
    verb_seen_ = false;
    recent_.clear();
    while (at_ < tokens_.size() && !is_boundary(at_)) {
        if (const Hit* preposition = hit(at_, WordKind::kPreposition); preposition != nullptr) {
            const std::size_t noun_at = at_ + preposition->length;
            NounPhrase phrase =
                noun_at < tokens_.size() ? noun_phrase(noun_at, true) : NounPhrase{};
            if (phrase.kind == NounKind::kCast && !phrase.who.empty()) {
                dangling_nouns_.emplace_back(
                    static_cast<std::size_t>(preposition->row), phrase.who.front()
                );
                see(phrase.who);
            } else if (phrase.kind == NounKind::kPlace) {
                set_place(phrase.place, at_, phrase.end);
            }
            const std::size_t end = phrase.kind == NounKind::kNone ? noun_at : phrase.end;
            use(at_, end);
            at_ = std::max(end, at_ + 1);
            continue;
        }
        if (reads_as_verb(at_, true) && !dangling_nouns_.empty()) {
            break;
        }
        const std::size_t before = at_;
        if (read_setting()) {
            continue;
        }
        NounPhrase phrase = noun_phrase(at_, true);
        if (phrase.kind == NounKind::kCast && !phrase.who.empty()) {
            if (reads_as_verb(phrase.end, phrase.plural)) {
                break;
            }
            dangling_nouns_.emplace_back(preposition_rows().size(), phrase.who.front());
            see(phrase.who);
            use(before, phrase.end);
            at_ = phrase.end;
            continue;
        }
        if (phrase.kind == NounKind::kPlace) {
            set_place(phrase.place, at_, phrase.end);
            use(at_, phrase.end);
            at_ = phrase.end;
            continue;
        }
        use(at_, at_ + 1, TokenUse::kGrammar);
        ++at_;
    }
}

// "is hit by a ball": the doer comes after "by"; until then the subject is the object.
void ShotReader::do_passive(
    const VerbGroup& group, std::size_t begin, Verb verb, const std::string& words
) {
    const VerbRow& row = verb_rows()[static_cast<std::size_t>(group.row)];
    const bool alive = story_.is_alive(subject_.front());
    const std::vector<int> done_to = subject_;
    // "is knocked off the table", "pushed over the edge": off what is still to be read.
    const bool off = group.end - begin > 1 && !is_boundary(at_) &&
                     (is(at_ - 1, "off") ||
                      (is(at_ - 1, "over") && is(at_, "the") && is_any(at_ + 1, "edge|side")));
    if (verb == Verb::kHit && words.ends_with("kicked over") && !is_boundary(at_) &&
        story_.category_of(subject_.front()) == Category::kBall) {
        // "The ball is kicked over the goal": by somebody, and where it goes is still to be read.
        const int kicker = some_player();
        if (kicker >= 0) {
            make_actions(-1, Verb::kKick, std::vector<int>{kicker}, words);
            for (const std::size_t i : recent_) {
                shot_.actions[i].object = done_to.front();
            }
            --at_;
            return;
        }
    }
    if (played_by_nobody(group, verb)) {
        return;
    }
    std::size_t by = group.end;
    while (by < tokens_.size() && by < group.end + 10 && !is_boundary(by) && !is(by, "by")) {
        ++by;
    }
    const bool stacked =
        verb == Verb::kDrop && !is(by, "by") &&
        std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kStack && action.object == subject_.front();
        });
    if (stacked) {
        story_.notes.understood(words, "part of what was done before");
        recent_.clear();
        order_ = OrderWord::kThen;
        return;  // "stacks blocks; when the last one is placed, ..."
    }
    std::vector<int> doers;
    if (is(by, "by")) {
        NounPhrase doer = noun_phrase(by + 1, true);
        if (doer.kind == NounKind::kCast) {
            see(doer.who);
            doers = doer.who;
            use(by, doer.end);
            if (by == group.end) {
                at_ = doer.end;
            } else {
                doer_read_ = {by, doer.end};
            }
        }
    }
    if (doers.empty() && verb != row.verb) {
        make_actions(-1, verb, done_to, words);  // "is blown away"
    } else if (doers.empty() && (row.use == VerbUse::kActsOn || row.use == VerbUse::kAims) &&
               verb != Verb::kDrop && verb != Verb::kStack) {
        // Nobody named: the thing itself shows it.
        const Verb shown_verb = verb == Verb::kHit ? (alive || off ? Verb::kFall : Verb::kTopple)
                                : verb == Verb::kThrow || verb == Verb::kKick
                                    ? (alive                                      ? Verb::kFall
                                       : is_any(at_, "into|in|onto|inside")       ? Verb::kDrop
                                       : is_any(at_, "at|against|toward|towards") ? Verb::kHit
                                                                                  : Verb::kFly)
                                : shoves(words) ? (alive ? Verb::kFall : Verb::kSlide)
                                                : Verb::kStay;
        make_actions(-1, shown_verb, done_to, words);
        at_ -= off ? 1 : 0;
    } else if (doers.empty() && verb == Verb::kStack) {
        for (std::size_t k = 1; k < done_to.size(); ++k) {
            relate(done_to[k], RelationKind::kOn, done_to[k - 1]);
        }
        story_.notes.understood(words, "how they stand");
    } else if (doers.empty()) {
        make_actions(group.row, verb, done_to, words);
    } else {
        subject_ = doers;
        make_actions(group.row, verb, doers, words);
        NounPhrase object;
        object.kind = NounKind::kCast;
        object.who = done_to;
        attach_object(object);
        at_ -= off && at_ == group.end ? 1 : 0;
        last_noun_ = doers;
        subject_ = done_to;  // "is hit by a ball and collapses": not the ball.
    }
}

void ShotReader::do_verb(const VerbGroup& group, std::size_t begin) {
    const VerbRow& row = verb_rows()[static_cast<std::size_t>(group.row)];
    Verb verb = row.verb;
    const std::string words = shown(begin, group.end);
    if (group.form == VerbForm::kIng && subject_.empty()) {
        wait_for_subject(group, begin);
        return;
    }
    if (subject_.empty() && !shot_.present.empty() &&
        (after_and_ || order_ || group.form != VerbForm::kBase)) {
        subject_ = {shot_.present.front()};
    }
    if (verb == Verb::kSpin && words.starts_with("turn") && hit(at_, WordKind::kColor) != nullptr) {
        story_.notes.ignored(words + " " + tokens_[at_].shown, "colours do not change");
        use(begin, at_ + 1, TokenUse::kReported);
        ++at_;
        recent_.clear();
        return;
    }
    if (verb == Verb::kStay && !subject_.empty() && halts(to_lower(words)) &&
        story_.category_of(subject_.front()) == Category::kVehicle &&
        std::ranges::none_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front();
        })) {
        // "The car brakes": it was going.
        make_actions(-1, Verb::kDrive, subject_, words);
        order_ = OrderWord::kThen;
    }
    if (!subject_.empty() && words.starts_with("play") &&
        listed(
            "radio|jukebox|gramophone|record player|stereo|speaker|boombox|television|tv|turntable",
            story_.cast[static_cast<std::size_t>(subject_.front())].head
        )) {
        story_.notes.understood(words, "what it sounds like");  // "a radio playing jazz"
        recent_.clear();
        order_.reset();
        return;
    }
    if (!subject_.empty() && words.starts_with("play") && !story_.is_alive(subject_.front())) {
        // "a piano plays softly": heard, whoever plays it.
        for (const Meaning& meaning :
             story_.dictionary->meanings(std::string(story_.thing_of(subject_.front()).name))) {
            if (meaning.kind == WordKind::kInstrument) {
                Music music = story_.music.value_or(Music{.mood = "calm", .tempo_bpm = 0.0F});
                music.instrument =
                    std::string(instrument_rows()[static_cast<std::size_t>(meaning.row)].value);
                story_.music = music;
                story_.notes.understood(words, "music: " + music.instrument);
                if (const CastMember& heard =
                        story_.cast[static_cast<std::size_t>(subject_.front())];
                    heard.entity.called == heard.head &&
                    !stands_on_something(shot_, subject_.front())) {
                    std::erase(shot_.present, subject_.front());  // "harmonica playing"
                }
                recent_.clear();
                order_.reset();
                return;
            }
        }
    }
    if (subject_.empty() && place_subject_) {
        story_.notes.understood(words, "what the place does by itself");
        verb_seen_ = false;
        return;
    }
    if (subject_.empty()) {
        // An order: "Throw a ball." Somebody does it, unless a thing can do it by itself.
        const bool alive_verb = row.use == VerbUse::kActsOn || row.use == VerbUse::kAims ||
                                is_steady(verb) || is_trick(verb);
        if (alive_verb) {
            const int member = story_.add_somebody(shot_);
            if (member >= 0) {
                subject_ = {member};
                story_.notes.assumed("somebody who does it: \"" + words + "\"");
            }
        }
        if (subject_.empty()) {
            story_.notes.ignored(words, "nobody does it");
            use(begin, group.end, TokenUse::kReported);
            return;
        }
    }
    if (read_gesture(group, begin)) {
        return;
    }
    if (words.starts_with("knock") && is_any(at_, "on|at") &&
        listed("someone|somebody", story_.cast[static_cast<std::size_t>(subject_.front())].head)) {
        add_sound("knock", 1.0F);  // Whoever it is stands behind the door.
        std::erase(shot_.present, subject_.front());
        story_.notes.understood(words, "sound knock");
        recent_.clear();
        return;
    }
    if (words.starts_with("reach") && verb == Verb::kPickUp && !story_.is_alive(subject_.front())) {
        story_.notes.understood(words, "where its way ends");  // "the balls reach the bottom"
        recent_.clear();
        return;
    }
    if (words.starts_with("whistle") &&
        listed(
            "referee|umpire|coach|policeman|lifeguard|guard",
            story_.cast[static_cast<std::size_t>(subject_.front())].head
        )) {
        add_sound("whistle", 1.0F);
        story_.notes.understood(words, "sound whistle");
        recent_.clear();
        return;
    }
    pending_manner_ *= group.manner;
    const bool alive = story_.is_alive(subject_.front());
    // Who rides by profession rides that: "a cyclist rides down a hill".
    if (verb == Verb::kRide && ride_of(subject_.front()) != Verb::kStay) {
        verb = ride_of(subject_.front());
    }
    verb = as_played(verb, words);
    if (keeps_it_up(verb)) {
        story_.notes.understood(words, "part of what was done before");
        recent_.clear();
        order_.reset();
        return;
    }
    if (verb == Verb::kExplode && row.verb == Verb::kHit) {
        constexpr float kToPieces = 0.4F;
        pending_manner_ = kToPieces;
    }
    const bool outcome_word = hit(begin, WordKind::kOutcome) != nullptr;
    // "The receiver drops it": a catch that failed.
    if (verb == Verb::kDrop && alive && !shot_.actions.empty() &&
        words.find("drop") != std::string::npos) {
        const DraftAction& before = shot_.actions.back();
        const Verb by = before.action.verb;
        if ((by == Verb::kThrow || by == Verb::kKick || by == Verb::kBat) &&
            before.subject != subject_.front()) {
            fumble(before.object, words);
            return;
        }
    }
    if (group.nearly && (verb == Verb::kFall || verb == Verb::kDrop || verb == Verb::kTopple ||
                         verb == Verb::kHit || verb == Verb::kSink || verb == Verb::kExplode)) {
        do_nearly(group, begin);
        return;
    }
    // Falling out of a trick is how it fails, not another action.
    if (verb == Verb::kHit && alive && ride_of(subject_.front()) != Verb::kStay && rides_over()) {
        verb = Verb::kJump;
    }
    const bool crash =
        verb == Verb::kHit && (is_any(begin, "crash|crashes|crashed|crashing|slam|slams") ||
                               ride_of(subject_.front()) != Verb::kStay);
    if ((verb == Verb::kFall || crash) && alive && !group.negated) {
        for (std::size_t i = shot_.actions.size(); i-- > 0;) {
            const DraftAction& action = shot_.actions[i];
            if (action.subject == subject_.front() && is_trick(action.action.verb) &&
                action.action.verb != Verb::kRide) {
                set_outcome(Outcome::kFailure, subject_);
                story_.notes.understood(names(subject_) + " " + words, "how it ends");
                recent_.clear();
                last_noun_.clear();
                if (crash) {  // "crashes into a bush" still says into what.
                    recent_ = {i};
                    recent_row_ = group.row;
                }
                order_.reset();
                return;
            }
        }
        if (rides_into_it(group, begin)) {
            return;
        }
    }
    // "slips and falls" is one fall.
    if (verb == Verb::kFall && !shot_.actions.empty() &&
        shot_.actions.back().action.verb == Verb::kFall &&
        shot_.actions.back().subject == subject_.front() && !group.negated) {
        order_.reset();
        return;
    }
    adopt_ball();
    if (is_consequence(subject_, verb)) {
        // "The ball hits the rim" decides a shot; "bounces away" only describes it.
        if (outcome_word) {
            VerbGroup outcome = group;
            outcome.row = hit(begin, WordKind::kOutcome)->row;
            const Outcome told =
                in_this_game(outcome_rows()[static_cast<std::size_t>(outcome.row)].outcome, words);
            set_outcome(falls_to_floor(at_) ? Outcome::kFailure : told, subject_, words);
        }
        story_.notes.understood(names(subject_) + " " + words, "follows from what happened before");
        if (verb == Verb::kHit) {
            aim_at_what_it_hits();
        }
        consequence_ = true;
        recent_.clear();
        recent_row_ = -1;
        verb_seen_ = true;
        order_.reset();
        return;
    }
    if (verb == Verb::kHug && group.form == VerbForm::kIng &&
        words.find("hands") != std::string::npos &&
        std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front() && action.action.step == shot_.step;
        })) {
        story_.notes.understood(words, "side by side");  // "They jump, holding hands."
        recent_.clear();
        return;
    }
    if (group.guessed && verb == Verb::kStay) {
        const std::string_view kind = story_.thing_of(subject_.front()).name;
        if (kind == "newtons_cradle" || kind == "pendulum") {
            verb = Verb::kSwing;  // it clicks
        }
    }
    if (group.negated) {
        if (verb == Verb::kFall || verb == Verb::kDrop) {
            story_.notes.understood(words, "does not happen");
            set_outcome(Outcome::kSuccess, subject_);
            recent_.clear();
            order_.reset();
            return;
        }
        const bool grasps = verb == Verb::kHold || verb == Verb::kPickUp || verb == Verb::kCatch;
        if (grasps && !shot_.actions.empty() && is_sending(shot_.actions.back().action.verb) &&
            shot_.actions.back().subject != subject_.front()) {
            // "he can't hold on to it": a catch that failed.
            fumble(shot_.actions.back().object, words);
            recent_.clear();
            return;
        }
        if (!group.attempt) {
            story_.notes.understood(words, "does not happen");
            if (row.use == VerbUse::kPlain || is_steady(verb)) {
                recent_.clear();
                return;
            }
        }
    }
    if (verb == Verb::kStay &&
        (words.find("appear") != std::string::npos || words.find("emerg") != std::string::npos) &&
        std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front() && action.action.verb != Verb::kStay;
        })) {
        // "rolls under a table and reappears": it does so by rolling on.
        story_.notes.understood(words, "follows from what happened before");
        recent_.clear();
        order_.reset();
        return;
    }
    if (verb == Verb::kSit && std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == subject_.front() && action.action.verb == Verb::kSit &&
                   action.action.step == shot_.step;
        })) {
        story_.notes.understood(words, "what they do sitting");  // "sit at a table and play cards"
        recent_.clear();
        return;
    }
    if (verb == Verb::kTopple && alive) {
        verb = Verb::kFall;
    }
    if (group.passive) {
        do_passive(group, begin, verb, words);
    } else {
        make_actions(group.row, verb, subject_, words);
    }
    if (const Hit* way = hit(group.end - 1, WordKind::kDirection);
        way != nullptr && group.end - begin > 1 && way->length == 1) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.direction =
                direction_rows()[static_cast<std::size_t>(way->row)].value;
        }
    }
    if (verb == Verb::kLook && recent_.size() == 2 && alive && is(group.end - 1, "off")) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.direction = Direction::kNone;
            shot_.actions[i].target = shot_.actions[recent_[i == recent_[0] ? 1 : 0]].subject;
        }
    }
    if (verb == Verb::kHit && recent_.size() == 2 && alive &&
        is_any(
            begin,
            "fight|fights|fighting|duel|dueling|duelling|spar|sparring|box|boxing|wrestle|"
            "battle|battling|brawl|brawling|fence|fencing|clash|fought"
        )) {
        shot_.actions[recent_[0]].target = shot_.actions[recent_[1]].subject;  // Each other.
        shot_.actions[recent_[1]].target = shot_.actions[recent_[0]].subject;
    }
    if (turns_next_) {
        turns_next_ = false;
        stagger(alive ? kLivingGap_s : kThingGap_s);
    }
    if (is_trick(verb) || verb == Verb::kSpin) {
        for (const std::size_t i : recent_) {
            // "double backflips", "spins 720 degrees"
            shot_.actions[i].action.turns =
                std::max(1, turns_told(begin - std::min<std::size_t>(begin, 1), at_ + 2));
        }
    }
    Outcome outcome = group.outcome;
    if ((group.negated || group.nearly) && outcome == Outcome::kNone) {
        outcome = Outcome::kFailure;
    }
    for (const std::size_t i : recent_) {
        shot_.actions[i].attempt = group.attempt;
        if (outcome != Outcome::kNone) {
            shot_.actions[i].action.outcome = outcome;
            shot_.actions[i].decided = true;
        }
    }
    if (!recent_.empty()) {
        story_.notes.understood(names(subject_) + " " + words, std::string(enum_name(verb)));
    }
}

}  // namespace hibari::world
