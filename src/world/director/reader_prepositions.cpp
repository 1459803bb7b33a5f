// Prepositions, directions and manners: where things are and whither they go.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

bool is_gear(std::string_view kind) {
    return kind.ends_with("bat") || kind.ends_with("club") || kind.ends_with("racket");
}

// Weather and light as adjectives: "windy", "misty", "moonlit".
bool describes(std::string_view word) {
    return word.ends_with("y") || word.ends_with("lit") || word.ends_with("swept");
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
        const std::vector<int> owners = !recent_.empty() && !prep_noun_just_read_ && verb_seen_
                                            ? subject_
                                        : last_noun_.empty() ? subject_
                                                             : last_noun_;
        if (!recent_.empty()) {
            DraftAction& action = shot_.actions[recent_.front()];
            const std::string_view kind = story_.thing_of(what).name;
            const bool strikes =
                action.action.verb == Verb::kHit || action.action.verb == Verb::kBat;
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
            if (action.object < 0 && recent_row_ >= 0 &&
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
                relate(owner, RelationKind::kHolding, what);
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
        return;
    }
    if (word == "of" || word == "like" || word == "as" || word == "about" || word == "without" ||
        word == "than" || word == "per") {
        return;
    }
    const bool follows_verb = !recent_.empty();
    if (!follows_verb) {
        // Before any verb: where the nouns before it are.
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
        return;
    }
    // "three balls roll down three ramps": each its own.
    const bool paired = phrase.who.size() > 1 && phrase.who.size() == recent_.size() &&
                        story_.thing_of(what).traits.surface;
    for (std::size_t n = 0; n < recent_.size(); ++n) {
        const std::size_t i = recent_[n];
        DraftAction& action = shot_.actions[i];
        const int where = paired ? phrase.who[n] : what;
        if (where == action.subject) {
            continue;
        }
        if (flies_holding(action, word, what)) {
            continue;
        }
        if (word == "from behind") {
            relate(action.subject, RelationKind::kBehind, what);
            continue;
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
        if (relation == RelationKind::kBehind && places && story_.is_alive(action.subject) &&
            (verb == Verb::kWalk || verb == Verb::kRun || verb == Verb::kSneak)) {
            action.action.direction = Direction::kAwayFromCamera;  // Round it, out of sight.
        }
        if (verb == Verb::kJump && places && relation == RelationKind::kOn &&
            story_.category_of(action.subject) == Category::kAnimal) {
            action.action.direction = Direction::kUp;  // To stay there, not over it.
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
            continue;
        }
        if (leaves) {
            if (verb == Verb::kHit || verb == Verb::kPush || verb == Verb::kPickUp ||
                verb == Verb::kPull) {
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
            } else if (word == "from" && story_.is_alive(where)) {
                action.target = action.target < 0 ? where : action.target;
            } else if (verb == Verb::kRun && story_.thing_of(where).name == "mountain") {
                relate(mover, RelationKind::kInFrontOf, where);  // "runs from a volcano"
            } else {
                const bool rides =
                    story_.is_person(mover) && story_.thing_of(where).traits.rideable;
                const bool from_inside = word == "out of";
                relate(
                    mover,
                    rides         ? RelationKind::kRiding
                    : from_inside ? RelationKind::kInside
                                  : RelationKind::kOn,
                    where
                );
                if (verb == Verb::kJump || verb == Verb::kDive || verb == Verb::kFall) {
                    action.action.direction = Direction::kDown;
                } else if (!story_.is_alive(mover) && word.starts_with("off")) {
                    action.action.direction = Direction::kOff;
                }
            }
            continue;
        }
        const bool rides = places && relation == RelationKind::kOn &&
                           story_.is_person(action.subject) &&
                           story_.thing_of(where).traits.rideable && verb != Verb::kJump &&
                           verb != Verb::kThrow && verb != Verb::kPush;
        if (rides) {
            if ((verb == Verb::kSit || verb == Verb::kLie) &&
                story_.category_of(where) != Category::kVehicle &&
                story_.category_of(where) != Category::kGear && !story_.is_alive(where)) {
                action.target = where;
                relate(action.subject, RelationKind::kOn, where);
            } else {
                // "race on skateboards": one each.
                const int mine = phrase.who[n % phrase.who.size()];
                relate(action.subject, RelationKind::kRiding, mine);
                if (is_mount_verb(verb) && action.object < 0) {
                    action.object = mine;
                }
                const Verb way = verb_of_mount(story_.thing_of(mine).name);
                if ((verb == Verb::kRun || verb == Verb::kWalk) && way != Verb::kStay) {
                    action.action.verb = way;
                    action.object = mine;
                }
                for (std::size_t k = recent_.size(); k < phrase.who.size() && !phrase.counted;
                     ++k) {
                    std::erase(shot_.present, phrase.who[k]);
                }
            }
            continue;
        }
        const bool still = usage == VerbUse::kPosture || verb == Verb::kStay ||
                           verb == Verb::kDance || verb == Verb::kHold || verb == Verb::kRead ||
                           verb == Verb::kEat || verb == Verb::kDrink ||
                           verb == Verb::kPlayInstrument || verb == Verb::kSwing ||
                           verb == Verb::kFloat || verb == Verb::kSpin || verb == Verb::kGraze ||
                           verb == Verb::kBackflip || verb == Verb::kFrontFlip ||
                           verb == Verb::kCartwheel || verb == Verb::kHandstand ||
                           verb == Verb::kPirouette || verb == Verb::kClap || verb == Verb::kCry ||
                           verb == Verb::kSing || verb == Verb::kLaugh || verb == Verb::kTalk;
        const bool goes_there = word == "into" || word == "onto" || word == "against" ||
                                word == "toward" || word == "towards";
        if (word == "into" &&
            (verb == Verb::kSing || verb == Verb::kTalk || verb == Verb::kLaugh)) {
            relate(what, RelationKind::kInFrontOf, action.subject);  // "into a microphone"
            continue;
        }
        if (word == "over" && (verb == Verb::kTalk || verb == Verb::kLaugh || verb == Verb::kSit)) {
            relate(what, RelationKind::kBeside, action.subject);  // "chat over coffee"
            continue;
        }
        if (goes_there && (verb == Verb::kSwing || verb == Verb::kSpin || verb == Verb::kFloat)) {
            action.target = where;  // "swings into a wall" is a blow, not a place.
            continue;
        }
        // "two balls collide on a table": it carries them.
        const bool meets_on = verb == Verb::kHit && word == "on" && action.target < 0;
        if ((still || meets_on) && places) {
            relate(
                action.subject,
                relation == RelationKind::kInside && story_.is_person(action.subject) &&
                        !story_.thing_of(where).traits.rideable
                    ? RelationKind::kInside
                    : relation,
                where
            );
            if (verb == Verb::kSit || verb == Verb::kBalance || verb == Verb::kLie ||
                verb == Verb::kStand) {
                action.target = where;
            }
            continue;
        }
        if ((verb == Verb::kPickUp || verb == Verb::kEat || verb == Verb::kDrink) &&
            action.object >= 0 && places && word != "with") {
            relate(action.object, relation, where);
            continue;
        }
        const Category mover_category = story_.category_of(action.subject);
        if (mover_category == Category::kVehicle && places && word != "into" && word != "on" &&
            word != "onto" && word != "in" && word != "against" && word != "inside") {
            relate(action.subject, relation, where);  // "passes behind her", not through her
            continue;
        }
        if (usage == VerbUse::kGoes && relation == RelationKind::kBehind && action.target < 0 &&
            !story_.is_alive(action.subject)) {
            relate(action.subject, relation, where);  // "rolls behind a rock", not against it
            continue;
        }
        if (usage == VerbUse::kGoes && (word == "past" || word == "by") &&
            !story_.is_alive(action.subject) && !story_.is_alive(where) &&
            mover_category != Category::kVehicle) {
            relate(action.subject, RelationKind::kInFrontOf, where);  // Beside it, not into it.
            continue;
        }
        const bool arrives = word == "into" || word == "to" || word == "onto" || word == "at" ||
                             word == "against" || word == "toward" || word == "towards" ||
                             word == "in";
        if (usage == VerbUse::kGoes && action.target >= 0 && arrives && action.target != where &&
            verb != Verb::kHit) {
            // "rolls down a ramp into a cup": the ramp is the way, the cup the end.
            if (!story_.is_alive(action.target) && !story_.is_alive(action.subject)) {
                relate(action.subject, RelationKind::kOn, action.target);
            }
            action.target = where;
        } else if (action.target < 0 && row.aims) {
            action.target = where;
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
        } else if (places && action.target >= 0 && action.target != where) {
            const bool several = std::ranges::find(last_noun_, action.target) != last_noun_.end();
            for (const int aimed : several ? last_noun_ : std::vector<int>{action.target}) {
                relate(aimed, relation, where);  // "blows out the candles on the cake"
            }
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
    constexpr std::string_view kSmall = "cat|bird|rabbit|gull|parrot|crow|owl|chicken";
    const bool along = word.starts_with("along") || word.starts_with("across");
    const bool small = !alive || listed(kSmall, story_.thing_of(action.subject).name);
    return goes && along &&
           (thing.traits.surface || listed(kWalkedAlong, thing.name) ||
            (small && listed(kByTheSmall, thing.name)));
}

void ShotReader::relate_each_other(const PrepositionRow& row) {
    const std::vector<int> all = subject_.size() > 1 ? subject_ : last_noun_;
    if (row.relation == static_cast<int>(RelationKind::kOn)) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            relate(all[i], RelationKind::kOn, all[i - 1]);
        }
        // "stacked on each other" is how they stand, not what they do.
        std::erase_if(shot_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kStack &&
                   std::ranges::find(all, action.subject) != all.end();
        });
        recent_.clear();
        return;
    }
    for (const std::size_t i : recent_) {
        DraftAction& action = shot_.actions[i];
        const auto me = std::ranges::find(all, action.subject);
        if (me != all.end() && all.size() > 1) {
            action.target = me + 1 == all.end() ? all.front() : *(me + 1);
        }
    }
    if (recent_.empty() && row.relation >= 0) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            relate(all[i], static_cast<RelationKind>(row.relation), all[i - 1]);
        }
    }
}

// "in a castle", "inside a spaceship": where it happens, and nothing to be seen from outside.
bool ShotReader::read_inside(std::string_view word, const NounPhrase& phrase) {
    constexpr std::string_view kBuildings = "house|castle|tower|lighthouse|skyscraper|windmill";
    constexpr std::string_view kSpacecraft = "rocket|ufo";
    const bool aboard = (word == "on" || word == "aboard") &&
                        is_any(phrase.end - 1, "spaceship|spacecraft|starship|shuttle|station");
    const bool in =
        word == "in" || word == "inside" || word == "within" || word == "through" || aboard;
    if (!in || phrase.who.size() != 1 || phrase.pronoun) {
        return false;
    }
    const int what = phrase.who.front();
    const std::string_view kind = story_.thing_of(what).name;
    const std::string_view place = listed(kBuildings, kind)                         ? "living room"
                                   : word != "through" && listed(kSpacecraft, kind) ? "space"
                                                                                    : "";
    const CastMember& known = story_.cast[static_cast<std::size_t>(what)];
    const bool just_named =
        known.group == story_.groups && what + 1 == static_cast<int>(story_.cast.size());
    if (place.empty() || !just_named) {
        return false;
    }
    const std::string name = story_.place_named(place);
    if (name.empty() || (shot_.place && *shot_.place != name)) {
        return false;
    }
    std::erase(shot_.present, what);
    story_.cast.pop_back();
    set_place(name, phrase.begin, phrase.end);
    story_.notes.substituted(shown(phrase.begin, phrase.end), name, "the nearest place there is");
    return true;
}

// "stacked in a pyramid", "lined up in a row": how the things stand, and no thing itself.
bool ShotReader::read_formation(std::size_t begin, std::size_t after) {
    const std::vector<int>& all = subject_.size() > 1 ? subject_ : last_noun_;
    if (!is_any(begin, "in|into") || !is_any(after, "a|an|two|neat") || all.size() < 2) {
        return false;
    }
    std::size_t at = after + 1;
    while (hit(at, WordKind::kHarmless) != nullptr || hit(at, WordKind::kSize) != nullptr) {
        ++at;
    }
    const bool upwards = is_any(at, "pyramid|tower|stack|pile|column|heap");
    const bool flat = is_any(at, "row|line|circle|ring|queue|semicircle|column");
    if ((!upwards && !flat) || story_.is_alive(all.front()) || is(at + 1, "of")) {
        return false;
    }
    if (is(at, "pyramid")) {
        heap_up(all);
    }
    for (std::size_t i = 1; i < all.size() && upwards && !is(at, "pyramid"); ++i) {
        relate(all[i], RelationKind::kOn, all[i - 1]);
    }
    std::erase_if(shot_.actions, [&](const DraftAction& action) {
        const bool stands = action.action.verb == Verb::kStack || action.action.verb == Verb::kStay;
        return stands && std::ranges::find(all, action.subject) != all.end();
    });
    recent_.clear();
    use(begin, at + 1);
    at_ = at + 1;
    return true;
}

// "..., fishing rods in hand": one for each of those it is told of.
bool ShotReader::read_in_hand(std::size_t begin, std::size_t after) {
    if (!is(begin, "in") || !is_any(after, "hand|hands|arm|arms|tow") || last_noun_.empty() ||
        sentence_subject_.empty() || story_.is_alive(last_noun_.front())) {
        return false;
    }
    const std::vector<int> things = last_noun_;
    const std::size_t each = std::min(things.size(), sentence_subject_.size());
    for (std::size_t i = 0; i < each; ++i) {
        relate(sentence_subject_[i], RelationKind::kHolding, things[i]);
    }
    for (std::size_t i = each; i < things.size(); ++i) {
        std::erase(shot_.present, things[i]);
    }
    use(begin, after + 1);
    at_ = after + 1;
    recent_.clear();
    return true;
}

bool ShotReader::read_preposition() {
    // "named Anna", "called Max".
    if (is_any(at_, "named|called") && at_ + 1 < tokens_.size() &&
        tokens_[at_ + 1].kind == TokenKind::kWord && !last_noun_.empty()) {
        name_member(last_noun_.front(), tokens_[at_ + 1].text);
        use(at_, at_ + 2);
        at_ += 2;
        return true;
    }
    const Hit* found = hit(at_, WordKind::kPreposition);
    if (found == nullptr) {
        return false;
    }
    if (const Hit* direction = hit(at_, WordKind::kDirection);
        direction != nullptr && direction->length > found->length) {
        return false;
    }
    if (const Hit* manner = hit(at_, WordKind::kManner);
        manner != nullptr && manner->length > found->length) {
        return false;
    }
    const std::size_t begin = at_;
    const PrepositionRow& row = preposition_rows()[static_cast<std::size_t>(found->row)];
    std::string word = shown(at_, at_ + found->length);
    std::ranges::transform(word, word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    const std::size_t after = at_ + found->length;
    if (word == "like" && !recent_.empty()) {
        // "swings like a pendulum", "fall like dominoes": a comparison brings nothing into the
        // picture.
        const NounPhrase likened = after < tokens_.size() ? peek_noun(after) : NounPhrase{};
        const std::size_t end = likened.kind == NounKind::kNone ? after : likened.end;
        use(begin, end, TokenUse::kGrammar);
        at_ = end;
        return true;
    }
    // "in a red dress", "with long hair".
    const bool all_wear = plural_garment_ahead(after) && subject_.size() > last_noun_.size() &&
                          !verb_seen_;  // "a boy and a girl in red jackets"
    const std::vector<int> owners = last_noun_.empty() || all_wear ? subject_ : last_noun_;
    if ((word == "in" || word == "with") && !owners.empty() && story_.is_person(owners.front())) {
        if (read_wearing(after, owners)) {
            use(begin, after, TokenUse::kGrammar);
            if (!recent_.empty()) {
                verb_seen_ = true;
            }
            return true;
        }
    }
    if ((word == "with" || word == "in") && owners.size() > 0 && !subject_.empty() &&
        story_.is_person(subject_.front()) && owners != subject_) {
        if (read_wearing(after, subject_)) {
            use(begin, after, TokenUse::kGrammar);
            verb_seen_ = !recent_.empty() || verb_seen_;
            return true;
        }
    }
    // Directions, times and weather name themselves: "in the rain", "at night".
    at_ = after;
    std::size_t inner = after;
    while (is_any(inner, "the|a|an|early|late|very|pouring|heavy|light|middle|of|bright|under")) {
        ++inner;
    }
    for (const WordKind kind :
         {WordKind::kTime, WordKind::kSky, WordKind::kStyle, WordKind::kWind}) {
        const Hit* setting = hit(inner, kind);
        const auto noun = head_at(inner);
        // "on a windy pier" names the pier.
        const auto described = setting != nullptr && describes(tokens_[inner].text) && inner > after
                                   ? head_at(inner + setting->length)
                                   : std::nullopt;
        if (described &&
            (described->kind == WordKind::kThing || described->kind == WordKind::kStandIn ||
             described->kind == WordKind::kRole)) {
            break;
        }
        if (setting != nullptr && (!noun || setting->length >= noun->length) &&
            (kind != WordKind::kSky || accept_setting(*setting) || inner > after)) {
            at_ = inner;
            if (read_setting()) {
                const bool weather = kind == WordKind::kSky || kind == WordKind::kWind;
                shot_.exposed =
                    shot_.exposed || (weather && listed("in|through|into|under|against", word));
                use(begin, inner, TokenUse::kGrammar);
                return true;
            }
        }
    }
    at_ = after;
    if (read_setting()) {
        use(begin, after, TokenUse::kGrammar);
        return true;
    }
    at_ = begin;
    // "by kicking", "after jumping": the verb comes by itself.
    if (after < tokens_.size() && hit(after, WordKind::kVerb) != nullptr &&
        hit(after, WordKind::kVerb)->form == VerbForm::kIng &&
        (!head_at(after + 1) || word == "without")) {
        use(begin, after, TokenUse::kGrammar);
        at_ = after;
        after_and_ = true;
        without_ = word == "without";
        return true;
    }
    if (after >= tokens_.size()) {
        return false;
    }
    if ((is(after, "each") && is(after + 1, "other")) ||
        (is(after, "one") && is(after + 1, "another"))) {
        relate_each_other(row);
        use(begin, after + 2);
        at_ = after + 2;
        return true;
    }
    if (read_formation(begin, after) || read_in_hand(begin, after)) {
        return true;
    }
    const Hit* infinitive = word == "to" ? hit(after, WordKind::kVerb) : nullptr;
    const auto bare = head_at(after);
    if (infinitive != nullptr && infinitive->form == VerbForm::kBase && bare && !bare->plural &&
        bare->kind == WordKind::kThing) {
        use(begin, after, TokenUse::kGrammar);  // "teaches her to fish"
        after_to_ = true;
        at_ = after;
        return true;
    }
    NounPhrase phrase = noun_phrase(after, true);
    if (phrase.kind == NounKind::kNone) {
        if (hit(begin, WordKind::kDirection) != nullptr ||
            hit(begin, WordKind::kManner) != nullptr || hit(begin, WordKind::kRepeat) != nullptr) {
            return false;
        }
        use(begin, after, TokenUse::kGrammar);
        after_to_ = word == "to";
        at_ = after;
        return true;
    }
    use(begin, phrase.end);
    at_ = phrase.end;
    absolute_ = word == "with";
    switch (phrase.kind) {
        case NounKind::kPlace:
            set_place(phrase.place, begin, phrase.end);
            break;
        case NounKind::kCast:
            if (read_inside(word, phrase)) {
                break;
            }
            if ((word == "between" || word == "in between") && read_between(phrase)) {
                see(phrase.who);
                last_noun_ = phrase.who;
                prep_noun_just_read_ = true;
                break;
            }
            if (read_inversion(row, phrase)) {
                see(phrase.who);
                break;
            }
            if (drop_enumerated(phrase)) {
                // "a band with a singer, a drummer and a guitarist"
                subject_ = phrase.who;
                sentence_subject_ = subject_;
                see(phrase.who);
                last_noun_ = phrase.who;
                noun_just_read_ = true;
                break;
            }
            see(phrase.who);
            attach_preposition(row, word, phrase);
            if (row.relation >= 0 && subject_.empty() && is(at_, ":")) {
                bearer_ = {static_cast<RelationKind>(row.relation), phrase.who.front()};
            }
            // With an absolute: "with birds flying overhead".
            last_noun_ = phrase.who;
            noun_just_read_ = true;
            prep_noun_just_read_ = true;
            plural_subject_ = verb_seen_ ? plural_subject_ : subject_.size() > 1;
            break;
        case NounKind::kPart:
            // "on her head", "in his hand": the body of its owner.
            if (!phrase.who.empty()) {
                const int owner = phrase.who.front();
                const std::string_view part = tokens_[phrase.end - 1].text;
                const bool hand = part.starts_with("hand") || part.starts_with("arm") ||
                                  part == "palm" || part == "paw" || part == "mouth";
                const int thing = !last_noun_.empty() ? last_noun_.front() : -1;
                const auto flight = std::ranges::find_if(
                    shot_.actions.rbegin(),
                    shot_.actions.rend(),
                    [&](const DraftAction& action) {
                        return action.action.verb == Verb::kFly && action.target < 0 &&
                               std::ranges::find(subject_, action.subject) != subject_.end();
                    }
                );
                if (flight != shot_.actions.rend() && flight->subject != owner) {
                    flight->target = owner;  // "lands on his shoulder"
                } else if (thing >= 0 && thing != owner && hand && row.relation < 0) {
                    // "slips through her fingers", "out of his hand"
                } else if (thing >= 0 && thing != owner && hand) {
                    relate(owner, RelationKind::kHolding, thing);
                } else if (thing >= 0 && thing != owner && row.relation >= 0 &&
                           story_.category_of(thing) != Category::kScenery &&
                           story_.category_of(thing) != Category::kTabletop) {
                    relate(thing, static_cast<RelationKind>(row.relation), owner);
                }
            }
            noun_just_read_ = true;
            break;
        case NounKind::kSource:
            read_source_sentence(phrase);
            break;
        case NounKind::kAction:
            read_posture_noun(word, phrase);
            break;
        case NounKind::kGarment:
            wear(phrase, owners);
            break;
        default:
            break;
    }
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    return true;
}

bool ShotReader::read_adverb() {
    const Hit* best = nullptr;
    for (const Hit& item : hits(at_)) {
        const bool wanted = item.kind == WordKind::kDirection || item.kind == WordKind::kRepeat ||
                            item.kind == WordKind::kManner;
        if (wanted && (best == nullptr || item.length > best->length)) {
            best = &item;
        }
    }
    if (best == nullptr) {
        return false;
    }
    const Hit item = *best;
    const std::size_t end = at_ + item.length;
    const auto row = static_cast<std::size_t>(item.row);
    if (item.kind == WordKind::kManner) {
        const float factor = manner_rows()[row].factor;
        if (recent_.empty()) {
            pending_manner_ *= factor;
        }
        for (const std::size_t i : recent_) {
            Action& action = shot_.actions[i].action;
            action.intensity = clamp(action.intensity * factor, 0.25F, 2.0F);
        }
    } else if (item.kind == WordKind::kRepeat) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.repeat = repeat_rows()[row].count;
        }
    } else if (recent_.empty() && noun_just_read_ && read_other_side(direction_rows()[row].value)) {
        story_.notes.understood(shown(at_, end), "on the other side");
    } else {
        // Particles: "knocks the tower over", "picks the ball up".
        for (const std::size_t i : recent_) {
            Action& action = shot_.actions[i].action;
            const bool walks = action.verb == Verb::kDrive || action.verb == Verb::kWalk ||
                               action.verb == Verb::kRun || action.verb == Verb::kRoll;
            if (walks && is_any(end - 1, "floor|ground") && is(at_, "on")) {
                continue;  // "drives past on the floor" is no way down.
            }
            action.direction = direction_rows()[row].value;
        }
    }
    use(at_, end);
    at_ = end;
    return true;
}

}  // namespace hibari::world
