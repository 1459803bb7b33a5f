// Objects and targets: the nouns that follow a verb.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

// Things do these by themselves; when somebody makes them do it, it is a push.
bool is_thing_motion(Verb verb) {
    switch (verb) {
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kSpin:
        case Verb::kSwing:
        case Verb::kFloat:
        case Verb::kTopple:
            return true;
        default:
            return false;
    }
}

}  // namespace

// Whom one leads or takes for a walk one has on a line.
void ShotReader::hold_on_lead(int person, int animal) {
    constexpr std::string_view kLed = "dog|horse|camel|cow|goat|donkey|zebra|pig|elephant|llama";
    if (story_.is_person(person) && listed(kLed, story_.thing_of(animal).name)) {
        relate(person, RelationKind::kHolding, animal);
    }
}

void ShotReader::relate(int owner, RelationKind kind, int target) {
    if (owner < 0 || target < 0 || owner == target) {
        return;
    }
    std::size_t own = 0;
    for (DraftRelation& relation : shot_.relations) {
        if (relation.owner == owner && relation.target == target) {
            relation.kind = relation.kind == RelationKind::kBeside ? kind : relation.kind;
            return;
        }
        // Two things cannot stand on each other; who leads a horse may have it behind him.
        const bool on_line = kind == RelationKind::kHolding;
        if (relation.owner == target && relation.target == owner && !on_line) {
            return;
        }
        own += relation.owner == owner ? 1 : 0;
        // "a stack of books on a table": the lowest of them.
        const bool piled = relation.owner == owner && relation.kind == RelationKind::kOn &&
                           kind == RelationKind::kOn && !story_.is_alive(owner) &&
                           story_.cast[static_cast<std::size_t>(relation.target)].group ==
                               story_.cast[static_cast<std::size_t>(owner)].group;
        if (piled && story_.cast[static_cast<std::size_t>(target)].group !=
                         story_.cast[static_cast<std::size_t>(owner)].group) {
            return;
        }
    }
    if (own < ScriptLimits::kRelationsMax) {
        shot_.relations.push_back({owner, kind, target});
    }
}

// Whether the phrase stands where an object does, not behind a preposition or a comma.
bool ShotReader::object_follows(const NounPhrase& phrase) const {
    return phrase.begin > 0 && !after_comma_ &&
           hit(phrase.begin - 1, WordKind::kPreposition) == nullptr;
}

void ShotReader::attach_object(const NounPhrase& phrase) {
    if (phrase.who.empty()) {
        return;
    }
    if (recent_.empty()) {
        return;
    }
    const VerbRow* row =
        recent_row_ >= 0 ? &verb_rows()[static_cast<std::size_t>(recent_row_)] : nullptr;
    const VerbUse usage = row == nullptr ? VerbUse::kActsOn : row->use;
    const std::vector<std::size_t> recent = recent_;
    for (std::size_t n = 0; n < recent.size(); ++n) {
        const std::size_t i = recent[n];
        DraftAction& action = shot_.actions[i];
        const int mine = phrase.who[n % phrase.who.size()];
        const bool alive = story_.is_alive(action.subject);
        const Verb verb = action.action.verb;
        if (mine == action.subject) {
            continue;
        }
        if (usage == VerbUse::kMakesMove) {
            for (const int moved : phrase.who) {  // "startles the cat": the cat shows it.
                DraftAction own = shot_.actions[i];
                if (!alive && story_.category_of(own.subject) != Category::kVehicle) {
                    relate(own.subject, RelationKind::kBeside, moved);
                }
                own.subject = moved;
                moved == mine ? shot_.actions[i] = own : shot_.actions.emplace_back(own);
            }
            return;
        }
        if (verb == Verb::kRun && action.words.starts_with("rac") && object_follows(phrase) &&
            story_.thing_of(mine).traits.rideable && story_.is_person(action.subject)) {
            const bool cycle = story_.thing_of(mine).name == "bicycle";
            action.action.verb = cycle ? Verb::kCycle : Verb::kRide;  // "race their sleds"
            action.object = mine;
            relate(action.subject, RelationKind::kRiding, mine);
            continue;
        }
        if (verb == Verb::kWalk && action.words.starts_with("lead")) {
            const DraftAction lead = action;
            for (const int led : phrase.who) {  // "leads her ducklings across the road"
                DraftAction along = lead;
                along.subject = led;
                shot_.actions.push_back(along);
                relate(led, RelationKind::kBehind, lead.subject);
                if (phrase.who.size() == 1) {
                    hold_on_lead(lead.subject, led);
                }
            }
            return;
        }
        if (verb == Verb::kHit && alive && action.words.ends_with(" with") &&
            story_.thing_of(mine).traits.holdable) {
            arm(recent, phrase);  // "fight with swords"
            return;
        }
        if ((verb == Verb::kWalk || verb == Verb::kRun) && story_.is_person(action.subject) &&
            phrase.who.size() == 1 && action.words.starts_with("pass") &&
            story_.thing_of(mine).traits.holdable) {
            action.action.verb = Verb::kThrow;  // "passes the baton to a teammate"
            action.action.intensity = 0.4F;
            action.object = mine;
            continue;
        }
        const bool by_the_hand = phrase.end > 0 &&
                                 hit(phrase.end - 1, WordKind::kPart) != nullptr &&
                                 (verb == Verb::kPickUp || verb == Verb::kHold);
        if (by_the_hand && story_.is_person(mine)) {
            action.action.verb = Verb::kHug;  // "takes her brother's hand"
            action.target = mine;
            continue;
        }
        if (verb == Verb::kHold && story_.category_of(action.subject) == Category::kVehicle) {
            for (const int load : phrase.who) {
                relate(load, RelationKind::kOn, action.subject);  // "a truck carrying barrels"
            }
            action.action.verb = Verb::kStay;
            return;
        }
        if (verb == Verb::kThrow && story_.thing_of(mine).name == "cannon") {
            const int gunner = action.subject;
            for (const int gun : phrase.who) {  // "The ship fires its cannons": they go off.
                if (story_.category_of(gunner) == Category::kVehicle) {
                    relate(gun, RelationKind::kOn, gunner);
                } else if (story_.is_person(gunner)) {
                    relate(gunner, RelationKind::kBehind, gun);
                }
                DraftAction fires = shot_.actions[i];
                fires.subject = gun;
                gun == mine ? shot_.actions[i] = fires : shot_.actions.emplace_back(fires);
            }
            return;
        }
        if (verb == Verb::kPush && story_.thing_of(mine).name == "umbrella") {
            action.action.verb = Verb::kHold;  // "opens her umbrella": from now on over the head.
            action.object = mine;
            relate(action.subject, RelationKind::kHolding, mine);
            continue;
        }
        if (verb == Verb::kHold && said(action, "blow")) {
            action.object = mine;
            continue;
        }
        if (verb == Verb::kWave && phrase.pronoun) {
            action.target = mine;  // "waves it away"
            continue;
        }
        if (verb == Verb::kWave && story_.thing_of(mine).traits.holdable) {
            relate(action.subject, RelationKind::kHolding, mine);  // "waves his wand"
            continue;
        }
        if (action.words.starts_with("draw") && story_.thing_of(mine).name == "sword") {
            action.action.verb = Verb::kPickUp;
            action.object = mine;
            continue;
        }
        if (action.words.starts_with("overt")) {
            const DraftAction slow = action;  // The slower of them.
            action.action.intensity = std::min(1.4F * action.action.intensity, 2.0F);
            for (const int passed : phrase.who) {
                DraftAction other = slow;
                other.subject = passed;
                other.action.intensity *= 0.6F;
                shot_.actions.push_back(other);
            }
            return;
        }
        if (verb == Verb::kWalk && story_.category_of(mine) == Category::kAnimal &&
            usage == VerbUse::kGoes && !phrase.pronoun && story_.is_person(action.subject) &&
            (phrase.counted || is_any(phrase.begin, "a|the|his|her|their|its|my"))) {
            for (const int walked : recent.size() > 1 ? std::vector<int>{mine} : phrase.who) {
                DraftAction along = shot_.actions[i];  // "walks the dog"
                along.subject = walked;
                shot_.actions.push_back(along);
                relate(walked, RelationKind::kBeside, shot_.actions[i].subject);
                hold_on_lead(shot_.actions[i].subject, walked);
            }
            continue;
        }
        if (alive && action.words.starts_with("play")) {
            const std::string_view kind = story_.thing_of(mine).name;
            constexpr std::string_view kInstruments =
                "guitar|piano|drum|violin|trumpet|saxophone|flute|harp|cello|microphone|harmonica|"
                "accordion";
            if (listed(kInstruments, kind)) {
                action.action.verb = Verb::kPlayInstrument;
                action.object = mine;
                continue;
            }
            if (story_.category_of(mine) == Category::kBall) {
                action.action.verb = Verb::kKick;
                action.object = mine;
                continue;
            }
        }
        if (sport() != nullptr && plays_the_ball(action, mine)) {
            const bool passes = action.words.starts_with("pass");
            const Verb deed = sport()->deed;
            action.action.verb = passes && deed != Verb::kKick ? Verb::kThrow : deed;
            action.object = mine;
            continue;
        }
        const std::string& said = action.words;
        const auto last_space = said.rfind(' ');
        const std::string last_word =
            last_space == std::string::npos ? "" : said.substr(last_space + 1);
        if (verb == Verb::kJump && last_word == "onto" &&
            story_.category_of(action.subject) == Category::kAnimal) {
            action.target = mine;  // To stay there, not over it.
            action.action.direction = Direction::kUp;
            continue;
        }
        if ((usage == VerbUse::kGoes || usage == VerbUse::kPlain) &&
            (last_word == "down" || last_word == "off" || last_word == "along" ||
             last_word == "into" || last_word == "over" || last_word == "past" ||
             last_word == "through" || last_word == "up" || last_word == "across")) {
            if (last_word == "off") {
                relate(action.subject, RelationKind::kOn, mine);  // "falls off the desk"
                continue;
            }
            action.target = mine;
            if (verb == Verb::kSink && last_word == "down") {
                // "goes down the slide" is no sinking.
                action.action.verb =
                    story_.thing_of(mine).name == "ramp" ? Verb::kSlide : Verb::kWalk;
            }
            if (last_word == "down" || last_word == "up") {
                action.action.direction = last_word == "down" ? Direction::kDown : Direction::kUp;
            }
            continue;
        }
        if (alive && is_thing_motion(verb) && !story_.is_alive(mine)) {
            // "rolls a ball": a push, then the ball rolls.
            DraftAction moved = action;
            action.action.verb = Verb::kPush;
            action.target = mine;
            moved.subject = mine;
            moved.action.step = std::min(moved.action.step + 1, ScriptLimits::kStepMax);
            shot_.step = std::max(shot_.step, moved.action.step);
            shot_.actions.push_back(moved);
            recent_.push_back(shot_.actions.size() - 1);
            continue;
        }
        if (alive && verb == Verb::kBounce && story_.category_of(mine) == Category::kBall) {
            action.action.verb = Verb::kDribble;
            action.object = mine;
            continue;
        }
        const bool breaks =
            verb == Verb::kExplode && story_.category_of(mine) != Category::kScenery;
        if (((alive && verb == Verb::kLaunch) || (breaks && (alive || object_follows(phrase)))) &&
            !story_.is_alive(mine)) {
            action.subject = mine;
            continue;
        }
        if (alive && verb == Verb::kThrow && story_.category_of(mine) == Category::kVehicle) {
            // "launch a ship": pushed into the water.
            DraftAction moved = action;
            action.verb_row = -1;
            moved.verb_row = -1;
            action.action.verb = Verb::kPush;
            action.target = mine;
            moved.subject = mine;
            moved.action.verb = Verb::kDrive;
            moved.action.step = std::min(action.action.step + 1, ScriptLimits::kStepMax);
            if (n == 0) {
                shot_.step = std::max(shot_.step, moved.action.step);
                shot_.actions.push_back(moved);
            }
            continue;
        }
        if (verb == Verb::kFly && story_.is_person(action.subject) && !story_.is_alive(mine)) {
            DraftAction flown = action;
            flown.subject = mine;
            shot_.actions.push_back(flown);
            action.action.verb = story_.thing_of(mine).traits.rideable ? Verb::kRide : Verb::kHold;
            action.object = mine;
            continue;
        }
        switch (usage) {
            case VerbUse::kActsOn:
                if (verb == Verb::kDrive && story_.category_of(mine) != Category::kVehicle) {
                    action.target = mine;  // "drives past a cow"
                } else if (action.object < 0) {
                    action.object = mine;
                } else if (story_.is_alive(action.object) && mine != action.object &&
                           action.target < 0) {
                    action.target = action.object;  // "throws the dog a ball"
                    action.object = mine;
                } else if (action.target < 0 && mine != action.object) {
                    action.target = mine;
                }
                break;
            case VerbUse::kAims:
                action.target = mine;
                if (alive && verb == Verb::kHit && !story_.is_alive(mine)) {
                    const Category category = story_.category_of(mine);
                    if (category == Category::kBall) {
                        action.action.verb = Verb::kBat;
                        action.object = mine;
                        action.target = -1;
                    } else if ((row != nullptr && row->intensity > 1.1F) ||
                               action.words.starts_with("knock") ||
                               (!story_.is_person(action.subject) &&
                                story_.thing_of(mine).traits.holdable)) {
                        action.action.verb = Verb::kPush;
                    }
                }
                break;
            default:
                if (is_riding(verb) && !story_.is_alive(mine)) {
                    action.object = mine;
                } else {
                    action.target = mine;
                }
                break;
        }
        spread_over_objects(i, phrase);
        DraftAction& action_now = shot_.actions[i];
        if (is_riding(action_now.action.verb) && action_now.object >= 0 && alive &&
            story_.thing_of(action_now.object).traits.rideable) {
            relate(action_now.subject, RelationKind::kRiding, action_now.object);
        }
        const bool got_it = std::ranges::any_of(shot_.actions, [&](const DraftAction& before) {
            return before.subject == action_now.subject && before.object == action_now.object &&
                   (before.action.verb == Verb::kCatch || before.action.verb == Verb::kPickUp);
        });
        if (action_now.action.verb == Verb::kDrop && alive && !got_it) {
            relate(action_now.subject, RelationKind::kHolding, action_now.object);
        }
        if (action_now.action.verb == Verb::kStack) {
            // The things end up on each other.
            for (std::size_t k = 1; k < phrase.who.size(); ++k) {
                relate(phrase.who[k], RelationKind::kOn, phrase.who[k - 1]);
            }
        }
    }
}

// One weapon or tool each; more were only said to be some.
void ShotReader::arm(const std::vector<std::size_t>& actions, const NounPhrase& phrase) {
    for (std::size_t k = 0; k < std::min(actions.size(), phrase.who.size()); ++k) {
        relate(shot_.actions[actions[k]].subject, RelationKind::kHolding, phrase.who[k]);
    }
    for (std::size_t k = actions.size(); k < phrase.who.size() && !phrase.counted; ++k) {
        std::erase(shot_.present, phrase.who[k]);
    }
}

// "heads the ball", "sends it wide": in a game whatever a person does to move the ball is the
// game's deed.
bool ShotReader::plays_the_ball(const DraftAction& action, int object) const {
    if (!story_.is_alive(action.subject) || story_.category_of(object) != Category::kBall ||
        sport()->ball.empty()) {
        return false;
    }
    switch (action.action.verb) {
        case Verb::kPush:
        case Verb::kHit:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kLaunch:
            return true;
        case Verb::kWalk:
            return action.words.starts_with("head") || action.words.starts_with("send") ||
                   action.words.starts_with("pass");
        default:
            return false;
    }
}

// "throws three balls": one throw each, one after the other; things dropped fall together.
void ShotReader::spread_over_objects(std::size_t index, const NounPhrase& phrase) {
    constexpr std::size_t kSpreadMax = 6;
    const DraftAction first = shot_.actions[index];
    const Verb verb = first.action.verb;
    const bool in_turn =
        verb == Verb::kThrow || verb == Verb::kKick || verb == Verb::kPickUp || verb == Verb::kBat;
    const bool together = verb == Verb::kDrop || verb == Verb::kStack || verb == Verb::kJuggle;
    if (phrase.who.size() < 2 || subject_.size() > 1 || (!in_turn && !together) ||
        first.object != phrase.who.front()) {
        return;
    }
    for (std::size_t k = 1; k < std::min(phrase.who.size(), kSpreadMax); ++k) {
        if (shot_.actions.size() >= ScriptLimits::kActionsMax) {
            return;
        }
        DraftAction more = first;
        more.object = phrase.who[k];
        if (verb == Verb::kDrop && story_.is_alive(first.subject) && k == 1) {
            relate(first.subject, RelationKind::kHolding, more.object);  // In the other hand.
        }
        if (in_turn) {
            more.action.step =
                std::min(first.action.step + static_cast<int>(k), ScriptLimits::kStepMax);
        }
        shot_.step = std::max(shot_.step, more.action.step);
        shot_.actions.push_back(more);
        recent_.push_back(shot_.actions.size() - 1);
    }
}

}  // namespace hibari::world
