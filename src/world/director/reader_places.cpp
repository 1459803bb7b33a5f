// What the noun behind a preposition means for what stands before it: where something is, what a
// deed is aimed at, what it leaves, and whom it is done with.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool is_gear(std::string_view kind) {
    return kind.ends_with("bat") || kind.ends_with("club") || kind.ends_with("racket");
}

bool goes_round(Verb verb) {
    return verb == Verb::kWalk || verb == Verb::kRun || verb == Verb::kDrive ||
           verb == Verb::kFly || verb == Verb::kSwim || verb == Verb::kSail ||
           verb == Verb::kCycle || verb == Verb::kSkate;
}

}  // namespace

void ShotReader::attach_preposition(
    const PrepositionRow& row, std::string_view word, const NounPhrase& phrase
) {
    if (phrase.who.empty()) {
        return;
    }
    const bool upon = row.relation == static_cast<int>(RelationKind::kOn);
    const int what = upon ? top_of_stack(phrase.who) : phrase.who.front();
    if (consequence_) {
        end_flight(word, what);
        return;
    }
    const bool leaves = row.leaves || (word == "over" && is_brink(phrase));
    const bool places = row.relation >= 0 && !leaves;  // Says where, not only whither.
    const auto relation = static_cast<RelationKind>(std::max(row.relation, 0));
    const Placing placing{row, word, phrase, what, leaves, places, relation};
    if (row.carries) {
        for (const int carried : phrase.who) {
            relate(carried, relation, last_noun_.empty() ? -1 : last_noun_.front());
        }
        return;
    }
    if (word == "with" && seat_rider(what)) {
        return;
    }
    if (word == "with" || word == "using" || word == "together with" || word == "along with") {
        accompany(placing);
        return;
    }
    if (word == "of" && !last_noun_.empty() && story_.category_of(what) == Category::kVehicle &&
        listed(
            "driver|pilot|captain|rider|passenger",
            story_.cast[static_cast<std::size_t>(last_noun_.front())].head
        )) {
        relate(last_noun_.front(), RelationKind::kRiding, what);  // "the driver of a red truck"
        return;
    }
    if (word == "of" || word == "like" || word == "as" || word == "about" || word == "without" ||
        word == "than" || word == "per") {
        return;
    }
    if (recent_.empty()) {
        place_nouns(placing);
        return;
    }
    // "three balls roll down three ramps": each its own.
    const bool paired = phrase.who.size() > 1 && phrase.who.size() == recent_.size() &&
                        story_.thing_of(what).traits.surface;
    for (std::size_t n = 0; n < recent_.size(); ++n) {
        attach_to_deed(placing, n, paired ? phrase.who[n] : what);
    }
}

// "with a dog", "with a bat": company, a tool, or what a table bears.
void ShotReader::accompany(const Placing& placing) {
    const auto& [row, word, phrase, what, leaves, places, relation] = placing;
    const int carrier =
        noun_just_read_ && !last_noun_.empty() && verb_seen_ ? last_noun_.front() : -1;
    if (word == "with" && carrier >= 0 && story_.category_of(carrier) == Category::kVehicle &&
        story_.is_person(what) && std::ranges::find(subject_, carrier) == subject_.end()) {
        for (const int aboard : phrase.who) {
            relate(aboard, RelationKind::kInside, carrier);  // "circles a raft with two people"
        }
        return;
    }
    const bool on_last =
        !last_noun_.empty() &&
        listed("tray|plate|platter|shelf", story_.thing_of(last_noun_.front()).name) &&
        !story_.is_alive(what);  // "carries a tray with a glass of water"
    const std::vector<int> owners = on_last ? last_noun_
                                    : !recent_.empty() && !prep_noun_just_read_ && verb_seen_
                                        ? subject_
                                    : last_noun_.empty() ? subject_
                                                         : last_noun_;
    if (!recent_.empty()) {
        DraftAction& action = shot_.actions[recent_.front()];
        const std::string_view kind = story_.thing_of(what).name;
        const bool strikes = action.action.verb == Verb::kHit || action.action.verb == Verb::kBat;
        if (is_gear(kind) || (strikes && story_.thing_of(what).traits.holdable &&
                              story_.is_person(action.subject))) {
            if (action.action.verb == Verb::kHit && action.target >= 0 &&
                story_.category_of(action.target) == Category::kBall) {
                action.action.verb = Verb::kBat;
                action.object = action.target;
                action.target = -1;
            }
            arm(recent_, phrase);
            return;
        }
        if (story_.is_alive(what) || action.action.verb == Verb::kTalk) {
            const Verb verb = action.action.verb;
            if (verb == Verb::kTalk || verb == Verb::kHug || verb == Verb::kDance ||
                verb == Verb::kLook || verb == Verb::kSing || verb == Verb::kLaugh) {
                action.target = what;
            }
            if (verb == Verb::kDance || verb == Verb::kWalk || verb == Verb::kRun) {
                DraftAction same = action;
                same.subject = what;
                same.target = verb == Verb::kDance ? action.subject : -1;
                if (shot_.actions.size() < ScriptLimits::kActionsMax) {
                    shot_.actions.push_back(same);
                }
            }
            relate(what, RelationKind::kBeside, action.subject);
            return;
        }
        if (action.object < 0 && !on_last && recent_row_ >= 0 &&
            verb_rows()[static_cast<std::size_t>(recent_row_)].use == VerbUse::kActsOn) {
            action.object = what;
            return;
        }
    }
    for (const int owner : owners) {
        const bool small = story_.thing_of(what).traits.holdable ||
                           story_.category_of(what) == Category::kBall ||
                           story_.category_of(what) == Category::kTabletop;
        const bool bears = story_.thing_of(owner).name == "seesaw" ||
                           (story_.thing_of(owner).traits.surface && small);
        const bool carries = story_.category_of(owner) == Category::kVehicle &&
                             (story_.is_person(what) || small) && word == "with";
        if (carries) {
            for (const int borne : phrase.who) {
                relate(borne, RelationKind::kInside, owner);  // "a boat with two people"
            }
        } else if (story_.is_person(owner) && story_.thing_of(what).traits.holdable) {
            for (std::size_t k = 0; k < std::min(owners.size(), phrase.who.size()); ++k) {
                relate(owners[k], RelationKind::kHolding, phrase.who[k]);  // one each
            }
            for (const int more : phrase.who) {
                if (owners.size() == 1 && story_.thing_of(more).name == "balloon") {
                    relate(owner, RelationKind::kHolding, more);  // The whole bunch.
                }
            }
        } else if (bears && !story_.is_alive(owner)) {
            for (const int borne : phrase.who) {
                relate(borne, RelationKind::kOn, owner);  // "a table with three cups"
            }
            furnished_ = owner;
        } else {
            relate(what, RelationKind::kBeside, owner);
        }
        break;
    }
}

// Before any verb: where the nouns before it are.
void ShotReader::place_nouns(const Placing& placing) {
    const auto& [row, word, phrase, what, leaves, places, relation] = placing;
    const bool round = word == "around" || word == "round" || word == "all around";
    for (const int owner : placed_together(relation, what)) {
        if (round) {
            relate(owner, RelationKind::kBeside, what);
        } else if (places) {
            const bool rides = relation == RelationKind::kOn && story_.is_person(owner) &&
                               story_.thing_of(what).traits.rideable;
            relate(owner, rides ? RelationKind::kRiding : relation, what);
        } else if (leaves) {
            relate(owner, RelationKind::kOn, what);
        }
    }
}

// Whether it is on its way by itself: "runs from a rolling boulder".
bool ShotReader::comes_after(int thing) const {
    return std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        const Verb verb = action.action.verb;
        return action.subject == thing &&
               (verb == Verb::kRoll || verb == Verb::kSlide || verb == Verb::kDrive);
    });
}

// "falls off the table", "comes out of the house": what stood there, or who did.
void ShotReader::leave(DraftAction& action, int mover, std::string_view word, int where) {
    const Verb verb = action.action.verb;
    const bool from_somebody = word == "from" && story_.is_alive(where);  // "steals it from him"
    if (!from_somebody && (verb == Verb::kHit || verb == Verb::kPush || verb == Verb::kPickUp ||
                           verb == Verb::kPull)) {
        // "knocks the vase off the table": the vase stands there before.
        if (action.target < 0 && action.object < 0) {
            action.target = where;
        } else {
            const int one = action.target >= 0 ? action.target : action.object;
            const int group = story_.cast[static_cast<std::size_t>(one)].group;
            for (std::size_t k = 0; k < story_.cast.size(); ++k) {
                if (story_.cast[k].group == group && !stands(static_cast<int>(k))) {
                    relate(static_cast<int>(k), RelationKind::kOn, where);
                }
            }
        }
    } else if (verb == Verb::kBounce) {
        action.target = where;
    } else if (word == "from" && passive_ && story_.is_person(where) && action.object < 0 &&
               !story_.is_alive(mover) &&
               (verb == Verb::kFly || verb == Verb::kRoll || verb == Verb::kWalk)) {
        action.subject = where;  // "is thrown from one player to another"
        action.object = mover;
        action.target = -1;
        action.action.verb = Verb::kThrow;
    } else if (word == "from" && story_.is_alive(where)) {
        action.target = action.target < 0 ? where : action.target;
    } else if (verb == Verb::kRun &&
               (story_.thing_of(where).name == "mountain" || comes_after(where))) {
        relate(mover, RelationKind::kInFrontOf, where);  // "runs from a volcano"
        for (DraftAction& threat : shot_.actions) {
            threat.target = threat.subject == where ? mover : threat.target;
        }
    } else {
        const Category kind = story_.category_of(where);
        const bool mount = kind == Category::kVehicle || kind == Category::kAnimal ||
                           kind == Category::kGear;  // A bed is none.
        const bool rides =
            mount && story_.is_person(mover) && story_.thing_of(where).traits.rideable;
        const bool from_inside = word == "out of";
        relate(
            mover,
            rides                  ? RelationKind::kRiding
            : from_inside && mount ? RelationKind::kInside
                                   : RelationKind::kOn,
            where
        );
        if (verb == Verb::kJump || verb == Verb::kDive || verb == Verb::kFall) {
            action.action.direction = Direction::kDown;
        } else if (!story_.is_alive(mover) && word.starts_with("off")) {
            action.action.direction = Direction::kOff;
        }
    }
}

// "sits on a horse", "race on skateboards": a seat, or one mount each.
void ShotReader::mount(DraftAction& action, const NounPhrase& phrase, int where, std::size_t n) {
    const Verb verb = action.action.verb;
    if ((verb == Verb::kSit || verb == Verb::kLie) &&
        story_.category_of(where) != Category::kVehicle &&
        story_.category_of(where) != Category::kGear && !story_.is_alive(where)) {
        action.target = where;
        relate(action.subject, RelationKind::kOn, where);
    } else {
        // "race on skateboards": one each.
        const int mine = phrase.who[n % phrase.who.size()];
        relate(action.subject, RelationKind::kRiding, mine);
        if (is_riding(verb) && action.object < 0) {
            action.object = mine;
        }
        const Verb way = verb_of_mount(story_.thing_of(mine).name);
        if ((verb == Verb::kRun || verb == Verb::kWalk) && way != Verb::kStay) {
            action.action.verb = way;
            action.object = mine;
        }
        for (std::size_t k = recent_.size(); k < phrase.who.size() && !phrase.counted; ++k) {
            std::erase(shot_.present, phrase.who[k]);
        }
    }
}

// `n` counts the deeds of the last verb; `where` is the noun for this one.
void ShotReader::attach_to_deed(const Placing& placing, std::size_t n, int where) {
    const auto& [row, word, phrase, what, leaves, places, relation] = placing;
    const std::size_t i = recent_[n];
    DraftAction& action = shot_.actions[i];
    if (where == action.subject) {
        return;
    }
    if (flies_holding(action, word, what)) {
        return;
    }
    if (word == "from behind") {
        relate(action.subject, RelationKind::kBehind, what);
        return;
    }
    const VerbUse usage = action.verb_row >= 0
                              ? verb_rows()[static_cast<std::size_t>(action.verb_row)].use
                              : VerbUse::kGoes;
    const Verb verb = action.action.verb;
    const int mover = action.object >= 0 && usage == VerbUse::kActsOn && verb != Verb::kCatch &&
                              verb != Verb::kHold
                          ? action.object
                          : action.subject;
    if (row.direction != Direction::kNone) {
        action.action.direction = row.direction;
    } else if ((word == "around" || word == "all around") && goes_round(verb)) {
        action.action.direction = Direction::kAround;
    }
    const bool down_stairs = action.target >= 0 && word == "to" &&
                             action.action.direction == Direction::kDown &&
                             story_.thing_of(action.target).traits.surface;
    if (down_stairs && !story_.is_alive(action.subject)) {
        relate(where, RelationKind::kBeside, action.target);  // "down the steps to a boy"
        return;
    }
    const bool walks = verb == Verb::kWalk || verb == Verb::kRun || verb == Verb::kSneak;
    if (relation == RelationKind::kBehind && walks && story_.is_alive(where) &&
        std::ranges::none_of(shot_.actions, [&](const DraftAction& other) {
            return other.subject == where && goes_round(other.action.verb);
        })) {
        relate(action.subject, relation, where);  // "a bear walks behind him": across, back there
        return;
    }
    if (relation == RelationKind::kBehind && places && story_.is_alive(action.subject) && walks) {
        action.action.direction = Direction::kAwayFromCamera;  // Round it, out of sight.
    }
    if (verb == Verb::kJump && places && relation == RelationKind::kOn &&
        story_.category_of(action.subject) == Category::kAnimal) {
        action.action.direction = Direction::kUp;  // To stay there, not over it.
    }
    if (verb == Verb::kJump && story_.thing_of(where).name == "puddle" &&
        (word == "into" || word == "in" || word == "onto" || word == "on" || word == "through")) {
        action.action.direction = Direction::kUp;  // In it, for the splash.
    }
    if (is_sending(verb) && !action.decided && !action.attempt && !story_.is_alive(where) &&
        (word == "into" || word == "through" || word == "in" || word == "inside")) {
        // "throws it into the bin" tells that it gets there; the net of tennis stops a ball.
        const bool stopped = sport() != nullptr && !sport()->net.empty();
        action.action.outcome = stopped ? Outcome::kFailure : Outcome::kSuccess;
        action.decided = true;
    }
    if (verb == Verb::kKick && word == "on" && !story_.is_alive(where)) {
        relate(action.subject, RelationKind::kOn, where);  // "plays with a ball on the carpet"
        return;
    }
    if (leaves) {
        leave(action, mover, word, where);
        return;
    }
    const bool rides = places && relation == RelationKind::kOn &&
                       story_.is_person(action.subject) && story_.thing_of(where).traits.rideable &&
                       verb != Verb::kJump && verb != Verb::kThrow && verb != Verb::kPush &&
                       verb != Verb::kOllie && verb != Verb::kGrind;
    if (rides) {
        mount(action, phrase, where, n);
        return;
    }
    const bool still =
        usage == VerbUse::kPosture || verb == Verb::kStay || verb == Verb::kDance ||
        verb == Verb::kHold || verb == Verb::kRead || verb == Verb::kEat || verb == Verb::kDrink ||
        verb == Verb::kPlayInstrument || verb == Verb::kSwing || verb == Verb::kFloat ||
        verb == Verb::kSpin || verb == Verb::kGraze || verb == Verb::kBackflip ||
        verb == Verb::kFrontFlip || verb == Verb::kCartwheel || verb == Verb::kHandstand ||
        verb == Verb::kPirouette || verb == Verb::kClap || verb == Verb::kCry ||
        verb == Verb::kSing || verb == Verb::kLaugh || verb == Verb::kTalk;
    const bool goes_there = word == "into" || word == "onto" || word == "against" ||
                            word == "toward" || word == "towards";
    if (word == "into" && (verb == Verb::kSing || verb == Verb::kTalk || verb == Verb::kLaugh)) {
        relate(what, RelationKind::kInFrontOf, action.subject);  // "into a microphone"
        return;
    }
    if (word == "over" && (verb == Verb::kTalk || verb == Verb::kLaugh || verb == Verb::kSit)) {
        relate(what, RelationKind::kBeside, action.subject);  // "chat over coffee"
        return;
    }
    if (goes_there && (verb == Verb::kSwing || verb == Verb::kSpin || verb == Verb::kFloat)) {
        action.target = where;  // "swings into a wall" is a blow, not a place.
        return;
    }
    // "two balls collide on a table": it carries them.
    const bool meets_on = verb == Verb::kHit && word == "on" && action.target < 0 &&
                          !story_.is_alive(action.subject);  // Who bangs on a wall hits it.
    if (still && places && said(action, "lean")) {
        relate(action.subject, RelationKind::kBeside, where);  // "leans on a lamp post"
        return;
    }
    if ((still || meets_on) && places) {
        relate(
            action.subject,
            relation == RelationKind::kInside && story_.is_person(action.subject) &&
                    !story_.thing_of(where).traits.rideable
                ? RelationKind::kInside
                : relation,
            where
        );
        if (relation == RelationKind::kAbove) {
            return;  // "sits on a branch above a cat": not on the cat.
        }
        if (verb == Verb::kSit || verb == Verb::kBalance || verb == Verb::kLie ||
            verb == Verb::kStand) {
            action.target = where;
        }
        return;
    }
    if (verb == Verb::kStack && action.object >= 0 && relation == RelationKind::kOn) {
        if (!stands(action.object)) {
            relate(action.object, relation, where);  // The lowest of what is built there.
        }
        return;
    }
    if ((verb == Verb::kPickUp || verb == Verb::kEat || verb == Verb::kDrink) &&
        action.object >= 0 && places && word != "with") {
        relate(action.object, relation, where);
        return;
    }
    const Category mover_category = story_.category_of(action.subject);
    if (mover_category == Category::kVehicle && places && word != "into" && word != "on" &&
        word != "onto" && word != "in" && word != "against" && word != "inside") {
        relate(action.subject, relation, where);  // "passes behind her", not through her
        return;
    }
    if (usage == VerbUse::kGoes && relation == RelationKind::kBehind && action.target < 0 &&
        !story_.is_alive(action.subject)) {
        relate(action.subject, relation, where);  // "rolls behind a rock", not against it
        return;
    }
    if (usage == VerbUse::kGoes && (word == "past" || word == "by") &&
        !story_.is_alive(action.subject) && !story_.is_alive(where) &&
        mover_category != Category::kVehicle) {
        relate(action.subject, RelationKind::kInFrontOf, where);  // Beside it, not into it.
        return;
    }
    const bool arrives = word == "into" || word == "to" || word == "onto" || word == "at" ||
                         word == "against" || word == "toward" || word == "towards" || word == "in";
    if (usage == VerbUse::kGoes && action.target >= 0 && arrives && action.target != where &&
        verb != Verb::kHit) {
        // "rolls down a ramp into a cup": the ramp is the way, the cup the end.
        if (!story_.is_alive(action.target) && !story_.is_alive(action.subject)) {
            relate(action.subject, RelationKind::kOn, action.target);
        }
        action.target = where;
    } else if (action.target < 0 && row.aims) {
        action.target = where;
        if (word == "over" && is_sending(verb) && !story_.is_alive(where)) {
            action.action.direction = Direction::kUp;  // Across it, not against it.
            action.action.outcome = action.decided ? action.action.outcome : Outcome::kSuccess;
        }
        const std::string_view kind = story_.thing_of(where).name;
        if (moves_upon(action, word, where)) {
            relate(action.subject, RelationKind::kOn, where);
            if (word != "down") {
                action.target = -1;  // The way, not the end.
            }
        } else if (word.starts_with("along") && (kind == "fence" || kind == "wall")) {
            relate(action.subject, RelationKind::kInFrontOf, where);
            action.target = -1;
        }
    } else if (verb == Verb::kPull && (word == "into" || word == "onto")) {
        action.action.direction = Direction::kOff;  // It is not there yet.
    } else if (places && action.target >= 0 && action.target != where) {
        const bool several = std::ranges::find(last_noun_, action.target) != last_noun_.end();
        for (const int aimed : several ? last_noun_ : std::vector<int>{action.target}) {
            relate(aimed, relation, where);  // "blows out the candles on the cake"
        }
    }
}

// "A cube, a ball and a cone on a table": of a list joined by "and" all that were not placed yet,
// as far as they could be there; a house is not on the rock that a gull sits on.
std::vector<int> ShotReader::placed_together(RelationKind relation, int where) const {
    std::vector<int> together = last_noun_;
    const std::size_t listed_count = subject_.size();
    const std::size_t own = last_noun_.size();
    const bool ends_the_list =
        own > 0 && listed_count > own &&
        std::equal(last_noun_.rbegin(), last_noun_.rend(), subject_.rbegin());
    if (!ends_the_list || verb_seen_) {
        return together;
    }
    const auto length_of = [&](int member) {
        const Vec3 size = story_.thing_of(member).usual_size;
        return std::max({size.x, size.y, size.z});
    };
    const bool carries = relation == RelationKind::kOn || relation == RelationKind::kInside ||
                         relation == RelationKind::kUnder;
    for (std::size_t i = listed_count - own; i-- > 0;) {
        const int member = subject_[i];
        const bool placed = std::ranges::any_of(shot_.relations, [&](const DraftRelation& told) {
            return told.owner == member;
        });
        const bool too_large = carries && (story_.category_of(member) == Category::kScenery ||
                                           length_of(member) > 2.0F * length_of(where));
        if (placed || member == where) {
            break;  // What stands before it has its own place, or is told by the other noun.
        }
        if (!too_large) {
            together.push_back(member);
        }
    }
    return together;
}

// "flies on a broom": held, as nothing is ridden through the air.
bool ShotReader::flies_holding(const DraftAction& action, std::string_view word, int what) {
    if (action.action.verb != Verb::kFly || !story_.is_person(action.subject) || word != "on" ||
        !story_.thing_of(what).traits.holdable) {
        return false;
    }
    relate(action.subject, RelationKind::kHolding, what);
    return true;
}

// "a horse jumps the fence with its rider": on its back, not beside it.
bool ShotReader::seat_rider(int who) {
    constexpr std::string_view kRiders = "rider|jockey|cowboy|cowgirl|knight|prince|princess";
    if (!story_.is_person(who) ||
        !listed(kRiders, story_.cast[static_cast<std::size_t>(who)].head)) {
        return false;
    }
    for (const std::vector<int>& carriers : {subject_, last_noun_}) {
        for (const int carrier : carriers) {
            if (story_.category_of(carrier) == Category::kAnimal &&
                story_.thing_of(carrier).traits.rideable) {
                relate(who, RelationKind::kRiding, carrier);
                return true;
            }
        }
    }
    return false;
}

// Those who are called by what they ride: "a motorcycle cop", but not "a horse trainer".
bool ShotReader::names_rider(std::size_t at) const {
    return is_any(
        at,
        "driver|drivers|rider|riders|racer|racers|messenger|messengers|courier|couriers|cop|cops|"
        "officer|officers|"
        "policeman|policewoman|commuter|commuters|stuntman|daredevil|archer|archers|champion"
    );
}

void ShotReader::give_mounts(std::span<const int> riders, int thing) {
    const ThingNoun& noun = story_.nouns->things[static_cast<std::size_t>(thing)];
    if (!noun.traits.rideable && verb_of_mount(noun.name) == Verb::kStay) {
        return;
    }
    for (const int who : riders) {
        CastMember mount;
        mount.thing = thing;
        mount.head = noun.name;
        mount.entity.kind = noun.name;
        mount.first_shot = shot_number_;
        const int index = story_.is_person(who) ? story_.add(shot_, std::move(mount)) : -1;
        if (index >= 0) {
            relate(who, RelationKind::kRiding, index);
        }
    }
}

// "rolls down a ramp" begins at its top; "rolls along a shelf", "walks along a fence" is on it.
bool ShotReader::moves_upon(const DraftAction& action, std::string_view word, int what) const {
    const ThingNoun& thing = story_.thing_of(what);
    const Verb verb = action.action.verb;
    if (story_.is_alive(what) || thing.category == Category::kBall) {
        return false;
    }
    const bool alive = story_.is_alive(action.subject);
    if (word == "down") {
        const bool falls = verb == Verb::kRoll || verb == Verb::kSlide || verb == Verb::kBounce ||
                           verb == Verb::kFall;
        return falls || (!alive && (verb == Verb::kDrive || verb == Verb::kRun ||
                                    verb == Verb::kWalk || verb == Verb::kFly));
    }
    const bool goes = verb == Verb::kWalk || verb == Verb::kRun || verb == Verb::kSneak ||
                      verb == Verb::kCrawl || verb == Verb::kRoll || verb == Verb::kSlide ||
                      verb == Verb::kDrive || verb == Verb::kBounce || verb == Verb::kSpin;
    constexpr std::string_view kWalkedAlong = "balance_beam|skate_rail|log";
    constexpr std::string_view kByTheSmall = "fence|wall";  // Others go beside them.
    constexpr std::string_view kSmall =
        "cat|bird|rabbit|gull|parrot|crow|owl|chicken|squirrel|mouse|monkey|lizard|snake|spider";
    const bool along = word.starts_with("along") || word.starts_with("across");
    const bool small = !alive || listed(kSmall, story_.thing_of(action.subject).name);
    return goes && along &&
           (thing.traits.surface || listed(kWalkedAlong, thing.name) ||
            (small && listed(kByTheSmall, thing.name)));
}

}  // namespace hibari::world
