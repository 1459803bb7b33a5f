#include "world/director/needs.h"

#include "world/director/lexicon/tables.h"
#include "world/director/musicians.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

// Whether a word of the action begins like that: "slowly rises", "ris".
bool said(const DraftAction& action, std::string_view stem) {
    for (std::size_t at = action.words.find(stem); at != std::string::npos;
         at = action.words.find(stem, at + 1)) {
        if (at == 0 || action.words[at - 1] == ' ') {
            return true;
        }
    }
    return false;
}

// "They collide" needs no object.
bool meets(const DraftAction& action) {
    return said(action, "colli") || said(action, "crash") || said(action, "smash") ||
           said(action, "clash") || said(action, "bump") || said(action, "fight") ||
           said(action, "fought") || said(action, "spar") || said(action, "box") ||
           said(action, "duel") || said(action, "battl") || said(action, "fenc") ||
           said(action, "brawl");
}

/// Completes the actions of one shot.
class Completer {
  public:
    explicit Completer(Story& story) : story_(story) {}

    void run(DraftShot& draft) {
        add_needed(draft);
        give_instruments(story_, draft);
        seat_riders(draft);
        shrink_bell(draft);
        for (const DraftAction& action : draft.actions) {
            let_hear(draft, action);
        }
        add_throwers(draft);
        drop_consequences(draft);
        let_flee(draft);
        let_fetch(draft);
        break_on_impact(draft);
        set_upon(draft);
        come_to_hit(draft);
    }

  private:
    void add_needed(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            complete(draft, i);
        }
        // A sport that was named but not played brings its gear: "a surfer at dawn".
        const SportRow* row = sport(draft);
        if (row != nullptr && !row->gear.empty() && row->ball.empty() && draft.actions.empty()) {
            for (const int member : std::vector<int>(draft.present)) {
                if (story_.is_person(member)) {
                    const int gear = fetch(draft, row->gear, "practise");
                    if (gear >= 0) {
                        draft.relations.push_back({member, RelationKind::kRiding, gear});
                    }
                    break;
                }
            }
        }
    }

    // Beside dominoes and marbles a bell is one for a table.
    void shrink_bell(const DraftShot& draft) {
        const auto is = [&](int member, std::string_view kind) {
            return story_.thing_of(member).name == kind;
        };
        const bool small = std::ranges::any_of(draft.present, [&](int member) {
            return is(member, "domino") || is(member, "marble");
        });
        for (const int member : draft.present) {
            CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            if (small && is(member, "bell") && known.entity.scale == 1.0F) {
                known.entity.scale = 0.2F;
            }
        }
    }

    // "A horse refuses and the rider falls": who is called a rider sits on the horse that is there.
    void seat_riders(DraftShot& draft) const {
        const int horse = find(draft, story_.thing_named("horse"));
        const bool ridden =
            std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
                return relation.target == horse && relation.kind == RelationKind::kRiding;
            });
        for (const int member : draft.present) {
            const std::string& head = story_.cast[static_cast<std::size_t>(member)].head;
            if (horse >= 0 && !ridden && (head == "rider" || head == "jockey")) {
                draft.relations.push_back({member, RelationKind::kRiding, horse});
                return;
            }
        }
    }

    int find(const DraftShot& draft, int thing) const {
        for (const int member : draft.present) {
            if (story_.cast[static_cast<std::size_t>(member)].thing == thing) {
                return member;
            }
        }
        return -1;
    }

    int fetch(DraftShot& draft, std::string_view words, std::string_view because) {
        return story_.need(draft, words, "somebody has to " + std::string(because));
    }

    const SportRow* sport(const DraftShot& draft) const {
        return draft.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(draft.sport)];
    }

    int ball_in(const DraftShot& draft) const {
        for (const int member : draft.present) {
            if (story_.category_of(member) == Category::kBall) {
                return member;
            }
        }
        return -1;
    }

    Verb rider(int member) const {
        return story_.is_person(member)
                   ? riding_verb(story_.cast[static_cast<std::size_t>(member)].entity.called)
                   : Verb::kStay;
    }

    static bool needs_ball(Verb verb) {
        return verb == Verb::kShoot || verb == Verb::kKick || verb == Verb::kThrow ||
               verb == Verb::kCatch || verb == Verb::kDribble || verb == Verb::kBowl ||
               verb == Verb::kBat;
    }

    void complete(DraftShot& draft, std::size_t index) {
        const SportRow* row = sport(draft);
        DraftAction action = draft.actions[index];
        Verb& verb = action.action.verb;
        const std::string because(enum_name(verb));
        const bool person = story_.is_person(action.subject);
        if (!story_.is_alive(action.subject)) {
            if (verb == Verb::kHit && action.target < 0 && meets(action) &&
                action.action.direction != Direction::kDown) {
                for (const DraftAction& other : draft.actions) {
                    if (other.subject != action.subject && other.action.verb == Verb::kHit &&
                        other.action.step == action.action.step) {
                        action.target = other.subject;
                    }
                }
            }
            calm_thing(draft, action);
            draft.actions[index] = action;
            return;
        }
        const auto words_of = [&](std::string_view VerbRow::* member) {
            return action.verb_row < 0 ||
                           verb_rows()[static_cast<std::size_t>(action.verb_row)].verb !=
                               action.action.verb
                       ? std::string_view{}
                       : verb_rows()[static_cast<std::size_t>(action.verb_row)].*member;
        };
        if (person && rider(action.subject) == Verb::kPushBoard && verb == Verb::kPush &&
            (action.target < 0 || story_.category_of(action.target) == Category::kScenery)) {
            verb = Verb::kPushBoard;  // "A skateboarder pushes towards the stairs."
        }
        if (verb == Verb::kPaddle && action.object < 0 && rider(action.subject) == Verb::kSurf) {
            action.object = fetch(draft, "surfboard", because);
        }
        if (person && verb == Verb::kRoll && action.object < 0) {
            verb = Verb::kFrontFlip;  // A person's roll is head over heels.
        }
        if (verb == Verb::kBat && row != nullptr && !row->net.empty() && action.target < 0) {
            action.target = fetch(draft, row->net, because);
        }
        const bool at_hole = action.decided || said(action, "putt") || said(action, "chip");
        if (verb == Verb::kBat && row != nullptr && !row->target.empty() && action.target < 0 &&
            at_hole) {
            action.target = fetch(draft, row->target, because);
        }
        if (verb == Verb::kDive && person && draft.place == "swimming_pool" &&
            !stands_on_something(draft, action.subject)) {
            const int board = fetch(draft, "springboard", because);
            if (board >= 0) {
                draft.relations.push_back({action.subject, RelationKind::kOn, board});
            }
        }
        if (verb == Verb::kShoot && action.object >= 0 &&
            story_.category_of(action.object) != Category::kBall &&
            story_.thing_of(action.object).traits.holdable) {
            verb = Verb::kThrow;  // "shoots an arrow"
        }
        if (verb == Verb::kShoot || verb == Verb::kKick) {
            complete_shot(draft, action, row);
        } else if (needs_ball(verb) && action.object < 0) {
            action.object = ball_in(draft);
            if (action.object < 0) {
                const std::string_view wanted = row != nullptr && !row->ball.empty() ? row->ball
                                                : !words_of(&VerbRow::object).empty()
                                                    ? words_of(&VerbRow::object)
                                                    : "ball";
                action.object = fetch(draft, wanted, because);
            }
        } else if (person && action.object < 0 && !words_of(&VerbRow::object).empty()) {
            action.object = fetch(draft, words_of(&VerbRow::object), because);
        }
        if (action.target < 0 && !words_of(&VerbRow::target).empty()) {
            action.target = fetch(draft, words_of(&VerbRow::target), because);
        }
        if (verb == Verb::kBowl && action.target < 0) {
            action.target = fetch(draft, "bowling pin", because);
        }
        if (verb == Verb::kHit && person && action.target >= 0 && story_.is_alive(action.target) &&
            said(action, "knock")) {
            action.action.intensity = std::max(action.action.intensity, 1.2F);  // off the feet
        }
        if (verb == Verb::kHit && action.target < 0 &&
            (said(action, "toppl") || said(action, "tip") || said(action, "overturn"))) {
            verb = Verb::kFall;
        }
        if (verb == Verb::kBat && person) {
            give_bat(draft, action);
        }
        if (person && (said(action, "rac") || said(action, "speed") || said(action, "zoom") ||
                       said(action, "glid") || said(action, "carv") || said(action, "slid") ||
                       said(action, "cruis") || said(action, "descend") || said(action, "coast"))) {
            const Verb riding = rider(action.subject);
            if (riding != Verb::kStay && verb != riding) {
                verb = riding;
                action.object = fetch(draft, mount_of(riding), "race");
            }
        }
        if (person) {
            mount(draft, action);
        }
        if (verb == Verb::kSit && person && action.target >= 0 &&
            story_.thing_of(action.target).name == "table") {
            sit_at_table(draft, action);
        }
        if (verb == Verb::kPlayInstrument && action.object < 0) {
            action.object = fetch(draft, "guitar", because);
        }
        if (verb == Verb::kEat && person && action.object < 0) {
            action.object = fetch(draft, "apple", because);
        }
        if (!story_.is_person(action.subject)) {
            adapt_to_animal(action);
        } else if ((said(action, "perform") || said(action, "play")) &&
                   !instrument_of(story_.cast[static_cast<std::size_t>(action.subject)]).empty()) {
            verb = Verb::kPlayInstrument;
            action.target = -1;
            if (action.object < 0) {
                const CastMember& player = story_.cast[static_cast<std::size_t>(action.subject)];
                action.object = fetch(draft, instrument_of(player), "play");
            }
        }
        if (verb == Verb::kPlayInstrument && person && action.object >= 0 &&
            story_.thing_of(action.object).name == "piano") {
            sit_at_piano(draft, action);
        }
        if (verb == Verb::kHit && action.target < 0 && meets(action)) {
            // "They collide": with each other.
            for (const DraftAction& other : draft.actions) {
                if (other.subject != action.subject && other.action.verb == Verb::kHit &&
                    other.action.step == action.action.step) {
                    action.target = other.subject;
                }
            }
        }
        draft.actions[index] = action;
    }

    void complete_shot(DraftShot& draft, DraftAction& action, const SportRow* row) {
        // The ball tells the target, the target tells the ball, the sport tells both.
        const int hoop = story_.thing_named("hoop");
        const int goal = story_.thing_named("goal");
        const auto thing = [&](int member) {
            return member < 0 ? -1 : story_.cast[static_cast<std::size_t>(member)].thing;
        };
        std::string_view ball = row != nullptr && !row->ball.empty() ? row->ball : "";
        std::string_view target = row != nullptr ? row->target : "";
        if (action.object < 0) {
            action.object = ball_in(draft);
        }
        if (action.object >= 0) {
            const std::string_view kind = story_.thing_of(action.object).name;
            if (kind == "basketball") {
                target = "hoop";
            } else if (kind == "soccer_ball") {
                target = "goal";
            }
        }
        if (action.target >= 0) {
            ball = thing(action.target) == hoop   ? "basketball"
                   : thing(action.target) == goal ? "soccer ball"
                                                  : ball;
        }
        const bool kick = action.action.verb == Verb::kKick;
        if (ball.empty()) {
            ball = kick ? "soccer ball" : "basketball";
            target = kick ? target : "hoop";
        }
        if (action.object < 0) {
            action.object = fetch(draft, ball, kick ? "kick" : "shoot");
        }
        if (!kick && action.target < 0) {
            action.target = fetch(draft, target.empty() ? "hoop" : target, "shoot");
        }
        if (kick && action.target < 0 && action.action.outcome != Outcome::kNone &&
            action.decided) {
            action.target = fetch(draft, "goal", "score");
        }
    }

    void give_bat(DraftShot& draft, DraftAction& action) {
        if (action.object < 0) {
            return;
        }
        const std::string_view kind = story_.thing_of(action.object).name;
        const SportRow* row = sport(draft);
        const bool game = row != nullptr && row->deed == Verb::kBat;
        const std::string_view gear = game                                   ? row->gear
                                      : kind == "golf_ball"                  ? "golf club"
                                      : kind == "tennis_ball"                ? "tennis racket"
                                      : kind == "baseball" || kind == "ball" ? "baseball bat"
                                                                             : "";
        const bool holds = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == action.subject && relation.kind == RelationKind::kHolding;
        });
        if (!gear.empty() && !holds) {
            const int bat = fetch(draft, gear, "hit the ball");
            if (bat >= 0) {
                draft.relations.push_back({action.subject, RelationKind::kHolding, bat});
            }
        }
    }

    void mount(DraftShot& draft, DraftAction& action) {
        if (action.action.verb == Verb::kPaddle &&
            story_.thing_of(std::max(action.object, 0)).name == "paddleboard") {
            // A surfer paddles the board that is there.
            const int board = find(draft, story_.thing_named("surfboard"));
            const bool implied = story_.cast[static_cast<std::size_t>(action.object)].implied;
            if (board >= 0 && implied) {
                std::erase(draft.present, action.object);
                action.object = board;
            }
        }
        switch (action.action.verb) {
            case Verb::kPushBoard:
            case Verb::kOllie:
            case Verb::kKickflip:
            case Verb::kGrind:
            case Verb::kSnowboard:
            case Verb::kSurf:
            case Verb::kPaddle:
            case Verb::kCycle:
                break;
            case Verb::kRide:
            case Verb::kDrive:
            case Verb::kSail:
                if (action.object < 0) {
                    for (const DraftRelation& relation : draft.relations) {
                        if (relation.owner == action.subject &&
                            relation.kind == RelationKind::kRiding) {
                            action.object = relation.target;
                        }
                    }
                }
                if (action.object < 0) {
                    // "A cyclist rides": on what a cyclist has.
                    const Verb own = rider(action.subject);
                    if (action.action.verb == Verb::kRide && own != Verb::kStay) {
                        action.action.verb = own;
                        action.object = fetch(draft, mount_of(own), "ride");
                    }
                }
                if (action.object < 0) {
                    action.object = fetch(
                        draft,
                        action.action.verb == Verb::kRide    ? "horse"
                        : action.action.verb == Verb::kDrive ? "car"
                                                             : "sailboat",
                        "ride"
                    );
                }
                if (action.object >= 0 && action.action.verb == Verb::kRide) {
                    // What is ridden says how.
                    const Verb by_kind = verb_of_mount(story_.thing_of(action.object).name);
                    Verb& verb = action.action.verb;
                    verb = by_kind != Verb::kStay                                    ? by_kind
                           : story_.category_of(action.object) == Category::kVehicle ? Verb::kDrive
                                                                                     : verb;
                }
                break;
            case Verb::kJump:
            case Verb::kBackflip:
            case Verb::kFrontFlip:
            case Verb::kSpin:
            case Verb::kPirouette:
            case Verb::kHandstand:
                // Whoever rides by profession does it on the board.
                if (rider(action.subject) != Verb::kStay && !rides(draft, action.subject)) {
                    const int board = fetch(draft, mount_of(rider(action.subject)), "ride");
                    if (board >= 0) {
                        draft.relations.push_back({action.subject, RelationKind::kRiding, board});
                    }
                }
                return;
            default:
                return;
        }
        if (action.object < 0) {
            for (const DraftRelation& relation : draft.relations) {
                if (relation.owner == action.subject && relation.kind == RelationKind::kRiding) {
                    action.object = relation.target;
                }
            }
        }
        if (action.object < 0 && !mount_of(action.action.verb).empty()) {
            action.object = fetch(draft, mount_of(action.action.verb), "ride");
        }
        // Several riders, one board each.
        const bool taken = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.kind == RelationKind::kRiding && relation.target == action.object &&
                   relation.owner != action.subject;
        });
        if (taken && action.object >= 0 && story_.category_of(action.object) == Category::kGear) {
            CastMember copy = story_.cast[static_cast<std::size_t>(action.object)];
            copy.implied = true;
            const int another = story_.add(draft, copy);
            action.object = another >= 0 ? another : action.object;
        }
        if (!rides(draft, action.subject) && action.object >= 0 &&
            story_.thing_of(action.object).traits.rideable) {
            draft.relations.push_back({action.subject, RelationKind::kRiding, action.object});
        }
    }

    // Whoever sits at a table sits on a chair beside it.
    void sit_at_table(DraftShot& draft, DraftAction& action) {
        const int chair_kind = story_.thing_named("chair");
        const bool on_it = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == action.subject && relation.target == action.target &&
                   relation.kind == RelationKind::kOn;
        });
        if (chair_kind < 0 || on_it) {
            return;
        }
        CastMember chair;
        chair.thing = chair_kind;
        chair.head = "chair";
        chair.entity.called = "chair";
        chair.implied = true;
        const int seat = story_.add(draft, std::move(chair));
        if (seat < 0) {
            return;
        }
        story_.notes.assumed("a chair, because somebody sits at the table");
        draft.relations.push_back({seat, RelationKind::kBeside, action.target});
        draft.relations.push_back({action.subject, RelationKind::kOn, seat});
        action.target = seat;
    }

    // Who plays the piano sits before it.
    void sit_at_piano(DraftShot& draft, const DraftAction& action) {
        if (stands_on_something(draft, action.subject) || rides(draft, action.subject)) {
            return;
        }
        const int stool = fetch(draft, "stool", "sit at the piano");
        if (stool < 0) {
            return;
        }
        story_.cast[static_cast<std::size_t>(stool)].entity.scale = 0.75F;  // Knees under the keys.
        draft.relations.push_back({stool, RelationKind::kInFrontOf, action.object});
        draft.relations.push_back({action.subject, RelationKind::kRiding, stool});
    }

    static bool stands_on_something(const DraftShot& draft, int member) {
        return std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == member && relation.kind == RelationKind::kOn;
        });
    }

    static bool rides(const DraftShot& draft, int member) {
        return std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == member && relation.kind == RelationKind::kRiding;
        });
    }

    // Verbs of living things, said of things without life.
    void calm_thing(DraftShot& draft, DraftAction& action) {
        Verb& verb = action.action.verb;
        const ThingNoun& thing = story_.thing_of(action.subject);
        const bool vehicle = thing.category == Category::kVehicle;
        switch (verb) {
            case Verb::kWalk:
            case Verb::kRun:
            case Verb::kSkate:
            case Verb::kSneak:
            case Verb::kCrawl:
            case Verb::kDrive:
            case Verb::kRide:
                if (verb == Verb::kRun && vehicle) {
                    action.action.intensity = std::max(action.action.intensity, 1.3F);
                }
                verb = thing.name == "sailboat"            ? Verb::kSail
                       : thing.name == "rocket"            ? Verb::kLaunch
                       : thing.traits.flies                ? Verb::kFly
                       : vehicle                           ? Verb::kDrive
                       : thing.category == Category::kBall ? Verb::kRoll
                                                           : Verb::kSlide;
                break;
            case Verb::kJump:
            case Verb::kDribble:
                if (vehicle && (said(action, "avoid") || said(action, "dodg") ||
                                said(action, "evad") || said(action, "swerv"))) {
                    verb = Verb::kDrive;  // It swerves.
                    action.target = -1;
                    break;
                }
                verb = vehicle ? Verb::kJump : Verb::kBounce;
                break;
            case Verb::kSlide:
                if (thing.traits.flies && !vehicle && said(action, "glid")) {
                    verb = Verb::kFly;  // a paper plane
                }
                break;
            case Verb::kStand:
                if (said(action, "ris") || said(action, "rose")) {
                    verb = thing.name == "rocket" ? Verb::kLaunch : Verb::kFloat;
                    action.action.direction = Direction::kUp;
                    break;
                }
                verb = Verb::kStay;
                break;
            case Verb::kSit:
            case Verb::kLie:
            case Verb::kLook:
            case Verb::kHold:
            case Verb::kTalk:
            case Verb::kBalance:
            case Verb::kClap:
            case Verb::kPoint:
            case Verb::kWave:
                verb = thing.name == "flag" && verb == Verb::kWave ? Verb::kSwing : Verb::kStay;
                break;
            case Verb::kSwim:
            case Verb::kSurf:
                if (vehicle && !thing.traits.floats) {
                    verb = Verb::kDrive;  // A truck splashes by driving on.
                    action.target = -1;
                    break;
                }
                verb = Verb::kFloat;
                break;
            case Verb::kDance:
                verb = Verb::kSwing;
                break;
            case Verb::kPirouette:
            case Verb::kFrontFlip:
            case Verb::kBackflip:
                verb = Verb::kSpin;
                break;
            case Verb::kThrow:
            case Verb::kKick:
            case Verb::kShoot:
                verb = Verb::kFly;
                if (const SportRow* row = sport(draft);
                    row != nullptr && action.target < 0 && !row->target.empty()) {
                    action.target = fetch(draft, row->target, "score");
                }
                break;
            case Verb::kPush:
                verb = thing.name == "bell" ? Verb::kSwing : Verb::kHit;
                if (verb == Verb::kSwing && draft.sounds.size() < Limits::kSoundsMax) {
                    draft.sounds.push_back({.kind = "bell", .step = action.action.step});
                }
                break;
            case Verb::kHit:
                if (thing.name == "bell" && action.target < 0) {
                    verb = Verb::kSwing;
                    if (draft.sounds.size() < Limits::kSoundsMax) {
                        draft.sounds.push_back({.kind = "bell", .step = action.action.step});
                    }
                    break;
                }
                if (action.target < 0 && (said(action, "smash") || said(action, "crash"))) {
                    verb = action.action.direction == Direction::kDown ? Verb::kFall
                           : vehicle                                   ? Verb::kHit
                                                                       : Verb::kExplode;
                    break;
                }
                if (action.target < 0 &&
                    (said(action, "topple") || said(action, "toppling") || said(action, "tip") ||
                     said(action, "overturn") || said(action, "fall"))) {
                    verb = Verb::kTopple;
                }
                break;
            case Verb::kRoll:
                if (thing.name == "bowling_ball" && action.target < 0 &&
                    !stands_on_something(draft, action.subject)) {
                    action.target = fetch(draft, "bowling pin", "bowl");
                }
                break;
            case Verb::kFly:
                if (thing.name == "rocket") {
                    verb = Verb::kLaunch;
                } else if (vehicle && !thing.traits.flies) {
                    verb = Verb::kDrive;  // "flies off a cliff"
                }
                break;
            default:
                break;
        }
        (void)draft;
    }

    void adapt_to_animal(DraftAction& action) const {
        Verb& verb = action.action.verb;
        const ThingNoun& thing = story_.thing_of(action.subject);
        if (verb == Verb::kPickUp) {
            verb = Verb::kCatch;
        } else if (verb == Verb::kTalk || verb == Verb::kSing) {
            verb = thing.traits.flies      ? Verb::kChirp
                   : thing.name == "cat"   ? Verb::kMeow
                   : thing.name == "horse" ? Verb::kNeigh
                                           : Verb::kBark;
        } else if (verb == Verb::kFloat &&
                   (thing.name == "duck" || thing.name == "penguin" || thing.name == "gull")) {
            verb = Verb::kSwim;
        } else if ((thing.name == "fish" || thing.name == "shark" || thing.name == "dolphin") &&
                   (verb == Verb::kWalk || verb == Verb::kRun)) {
            verb = Verb::kSwim;  // "A shark circles beneath a surfer."
        } else if (thing.traits.flies &&
                   (verb == Verb::kSlide || verb == Verb::kFloat || verb == Verb::kLaunch)) {
            verb = Verb::kFly;
        }
    }

    int group_of(int member) const { return story_.cast[static_cast<std::size_t>(member)].group; }

    // Things that fall because something hits them need no order to fall; of a row of dominoes only
    // the first is tipped.
    void drop_consequences(DraftShot& draft) {
        // "rolls down a ramp, passes behind a box and comes out": all of it is one rolling.
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            const bool goes_on =
                !story_.is_alive(action.subject) && action.action.verb == Verb::kSlide &&
                (said(action, "pass") || said(action, "com") || said(action, "go") ||
                 said(action, "continu") || said(action, "appear") || said(action, "emerg"));
            return goes_on && std::ranges::any_of(draft.actions, [&](const DraftAction& before) {
                       return before.subject == action.subject &&
                              before.action.step < action.action.step &&
                              (before.action.verb == Verb::kRoll ||
                               before.action.verb == Verb::kSlide);
                   });
        });
        for (DraftAction& action : draft.actions) {
            if (action.action.verb == Verb::kFall && !is_placed(draft, action.subject) &&
                story_.thing_of(action.subject).name == "domino") {
                action.action.verb = Verb::kTopple;  // They stand, and go over.
            }
        }
        std::set<int> tipped;
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            const bool domino = action.action.verb == Verb::kTopple &&
                                story_.thing_of(action.subject).name == "domino";
            return domino &&
                   !tipped.insert(story_.cast[static_cast<std::size_t>(action.subject)].group)
                        .second;
        });
        // "... and the last one rings a bell": that is where the row leads.
        for (DraftAction& first : draft.actions) {
            if (first.action.verb != Verb::kTopple || !tipped.contains(group_of(first.subject))) {
                continue;
            }
            std::erase_if(draft.actions, [&](const DraftAction& action) {
                const bool last = action.action.verb == Verb::kHit && action.target >= 0 &&
                                  action.subject != first.subject &&
                                  group_of(action.subject) == group_of(first.subject);
                first.target = last && first.target < 0 ? action.target : first.target;
                return last;
            });
            if (first.target >= 0 && story_.thing_of(first.target).name == "bell") {
                constexpr float kTableBell = 0.3F;  // So low that a domino reaches it.
                float& scale = story_.cast[static_cast<std::size_t>(first.target)].entity.scale;
                scale = std::min(scale, kTableBell);
            }
            break;
        }
        // Of a stack the middle is tipped, and what stands on it comes down.
        for (const int member : draft.present) {
            const int group = story_.cast[static_cast<std::size_t>(member)].group;
            std::vector<int> stack;
            for (const DraftRelation& relation : draft.relations) {
                if (relation.kind == RelationKind::kOn &&
                    story_.cast[static_cast<std::size_t>(relation.owner)].group == group &&
                    story_.cast[static_cast<std::size_t>(relation.target)].group == group) {
                    stack.push_back(relation.owner);
                }
            }
            if (stack.size() < 2 || stack.front() != member) {
                continue;
            }
            const int middle = stack[(stack.size() - 1) / 2];
            std::erase_if(draft.actions, [&](DraftAction& action) {
                const bool falls =
                    action.action.verb == Verb::kFall || action.action.verb == Verb::kTopple;
                if (!falls ||
                    story_.cast[static_cast<std::size_t>(action.subject)].group != group) {
                    return false;
                }
                action.action.verb = Verb::kTopple;
                return action.subject != middle;
            });
        }
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            const Verb verb = action.action.verb;
            const bool passive = verb == Verb::kTopple || verb == Verb::kFall;
            if (!passive || story_.is_alive(action.subject)) {
                return false;
            }
            const int group = story_.cast[static_cast<std::size_t>(action.subject)].group;
            return std::ranges::any_of(draft.actions, [&](const DraftAction& cause) {
                const Verb by = cause.action.verb;
                const bool strikes = by == Verb::kHit || by == Verb::kPush || by == Verb::kBowl ||
                                     by == Verb::kThrow || by == Verb::kKick;
                return strikes && cause.target >= 0 && cause.action.step <= action.action.step &&
                       story_.cast[static_cast<std::size_t>(cause.target)].group == group;
            });
        });
    }

    // Instruments that are played and songs without words are heard.
    void let_hear(DraftShot& draft, const DraftAction& action) {
        if (action.action.verb == Verb::kPlayInstrument && action.object >= 0 && !story_.music &&
            !story_.no_music) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(action.object)];
            std::string_view instrument = "guitar";
            for (const std::string_view word :
                 {std::string_view(known.head), story_.thing_of(action.object).name}) {
                for (const Meaning& meaning : story_.dictionary->meanings(std::string(word))) {
                    if (meaning.kind == WordKind::kInstrument) {
                        instrument = instrument_rows()[static_cast<std::size_t>(meaning.row)].value;
                        break;
                    }
                }
            }
            story_.music = Music{
                .mood = instrument == "drums" ? "rock" : "calm",
                .tempo_bpm = 0.0F,
                .instrument = std::string(instrument),
            };
            story_.notes.assumed(
                "music of the instrument (" + std::string(instrument) + "), because it is played"
            );
        }
        const bool words_given = std::ranges::any_of(draft.lines, [&](const DraftLine& line) {
            return line.speaker == action.subject;
        });
        if (action.action.verb == Verb::kSing && story_.is_person(action.subject) && !words_given &&
            draft.sounds.size() < Limits::kSoundsMax &&
            std::ranges::none_of(draft.sounds, [](const SoundCue& cue) {
                return cue.kind == "humming";
            })) {
            draft.sounds.push_back({.kind = "humming", .step = action.action.step});
            story_.notes.assumed("the song is hummed, because its words were not given");
        }
    }

    // What is caught comes from somebody: "a dog catches a frisbee".
    void add_throwers(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction caught = draft.actions[i];
            if (caught.action.verb != Verb::kCatch || caught.object < 0 ||
                story_.is_alive(caught.object) || said(caught, "pick") || !flies(caught.object) ||
                draft.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            const bool comes = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
                return other.subject == caught.object ||
                       (other.object == caught.object && other.action.verb != Verb::kCatch);
            });
            const bool company = std::ranges::any_of(draft.present, [&](int member) {
                return member != caught.subject && story_.is_person(member);
            });
            if (comes || company) {
                continue;  // The stage finds who of those present throws it.
            }
            CastMember someone;
            someone.thing = story_.thing_named("person");
            someone.head = "thrower";
            someone.entity.called = "someone";
            someone.implied = true;
            const int thrower = someone.thing < 0 ? -1 : story_.add(draft, std::move(someone));
            if (thrower < 0) {
                return;
            }
            story_.notes.assumed("somebody who throws what is caught");
            DraftAction toss;
            toss.subject = thrower;
            toss.object = caught.object;
            toss.target = caught.subject;
            toss.action.verb = Verb::kThrow;
            toss.action.step = caught.action.step;
            toss.action.outcome = Outcome::kSuccess;
            draft.actions.insert(draft.actions.begin() + static_cast<std::ptrdiff_t>(i), toss);
            ++i;
        }
    }

    bool flies(int member) const {
        return story_.category_of(member) == Category::kBall ||
               story_.thing_of(member).traits.holdable;
    }

    // Who is chased runs.
    void let_flee(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction chase = draft.actions[i];
            const bool flees =
                chase.target >= 0 && (story_.is_alive(chase.target) ||
                                      story_.category_of(chase.target) == Category::kVehicle);
            if (!said(chase, "chas") || !flees || draft.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            const bool busy = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == chase.target && action.action.step == chase.action.step;
            });
            if (!busy) {
                DraftAction flee = chase;
                flee.subject = chase.target;
                flee.target = -1;
                if (!story_.is_alive(flee.subject)) {
                    flee.action.verb = Verb::kDrive;
                }
                draft.actions.push_back(flee);
            }
        }
    }

    // A ball that is chased rolls away; what is brought back is picked up, and there is a way back.
    void let_fetch(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction deed = draft.actions[i];
            if (story_.category_of(deed.subject) != Category::kAnimal ||
                draft.actions.size() + 2 > Limits::kActionsMax) {
                continue;
            }
            const bool ball =
                deed.target >= 0 && story_.category_of(deed.target) == Category::kBall;
            const bool moved = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
                const bool sent = other.object == deed.target && is_sending(other.action.verb);
                return ball && (other.subject == deed.target || sent) &&
                       other.action.step <= deed.action.step;
            });
            if (said(deed, "chas") && ball && !moved) {
                DraftAction roll = deed;
                roll.subject = deed.target;
                roll.target = -1;
                roll.action.verb = Verb::kRoll;
                draft.actions.push_back(roll);
            }
            const bool brings = said(deed, "bring") || said(deed, "fetch") ||
                                said(deed, "retriev") || said(deed, "return");
            if (!brings || deed.object < 0 || story_.is_alive(deed.object)) {
                continue;
            }
            int step = deed.action.step;
            for (const DraftAction& other : draft.actions) {
                const bool before = &other < &draft.actions[i];
                if (before && other.subject == deed.subject) {
                    step = std::max(step, other.action.step + 1);
                }
            }
            draft.actions[i].action.verb = Verb::kCatch;
            draft.actions[i].action.step = std::min(step, Limits::kStepMax);
            draft.actions[i].action.outcome = Outcome::kSuccess;
            DraftAction back = deed;
            back.object = -1;
            back.target = -1;
            back.action.verb = Verb::kRun;
            back.action.direction = Direction::kLeft;
            back.action.step = std::min(step + 1, Limits::kStepMax);
            draft.step = std::max(draft.step, back.action.step);
            draft.actions.push_back(back);
        }
    }

    // "jumps on the table and knocks over the glass": that is where the glass stands.
    void set_upon(DraftShot& draft) const {
        for (const DraftAction& leap : draft.actions) {
            if (leap.action.verb != Verb::kJump || leap.action.direction != Direction::kUp ||
                leap.target < 0 || !story_.thing_of(leap.target).traits.surface) {
                continue;
            }
            for (const DraftAction& deed : draft.actions) {
                const int thing = deed.target >= 0 ? deed.target : deed.object;
                const bool strikes =
                    deed.action.verb == Verb::kPush || deed.action.verb == Verb::kHit ||
                    deed.action.verb == Verb::kEat || deed.action.verb == Verb::kDrink;
                if (deed.subject == leap.subject && strikes && thing >= 0 && thing != leap.target &&
                    deed.action.step > leap.action.step && story_.thing_of(thing).traits.holdable &&
                    !is_placed(draft, thing)) {
                    draft.relations.push_back({thing, RelationKind::kOn, leap.target});
                }
            }
        }
    }

    // "rolls in and topples it": one way, that ends in the blow.
    void come_to_hit(DraftShot& draft) const {
        for (DraftAction& blow : draft.actions) {
            if (blow.action.verb != Verb::kHit || blow.target < 0 ||
                story_.is_alive(blow.subject)) {
                continue;
            }
            const auto comes = std::ranges::find_if(draft.actions, [&](const DraftAction& action) {
                return action.subject == blow.subject && action.target < 0 &&
                       action.action.verb == Verb::kRoll &&
                       action.action.step + 1 == blow.action.step &&
                       !is_placed(draft, action.subject);
            });
            if (comes != draft.actions.end()) {
                blow.action.step = comes->action.step;
                draft.actions.erase(comes);
                return;
            }
        }
    }

    static bool is_placed(const DraftShot& draft, int member) {
        return std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == member;
        });
    }

    // "falls and shatters": at the moment it comes down, not when all is over.
    void break_on_impact(DraftShot& draft) const {
        for (DraftAction& action : draft.actions) {
            if (action.action.verb != Verb::kExplode || action.action.intensity > 0.6F) {
                continue;
            }
            action.target = -1;
            for (const DraftAction& cause : draft.actions) {
                const bool moves =
                    cause.subject == action.subject &&
                    (cause.action.verb == Verb::kFall || cause.action.verb == Verb::kDrop ||
                     cause.action.verb == Verb::kRoll || cause.action.verb == Verb::kSlide);
                const bool is_moved =
                    cause.subject != action.subject &&
                    (cause.object == action.subject || cause.target == action.subject);
                if ((moves || is_moved) && cause.action.step <= action.action.step) {
                    action.action.step = cause.action.step;
                }
            }
        }
        // Pieces do nothing more.
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            return std::ranges::any_of(draft.actions, [&](const DraftAction& end) {
                return end.action.verb == Verb::kExplode && end.action.intensity <= 0.6F &&
                       end.subject == action.subject && action.action.step > end.action.step;
            });
        });
    }

    Story& story_;
};

}  // namespace

void complete_actions(Story& story, DraftShot& draft) {
    Completer(story).run(draft);
}

}  // namespace hibari::world
