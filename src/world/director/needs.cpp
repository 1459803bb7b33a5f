#include "world/director/needs.h"

#include "world/director/consequences.h"
#include "world/director/fighters.h"
#include "world/director/lexicon/tables.h"
#include "world/director/musicians.h"
#include "world/director/reader_words.h"
#include "world/director/tries.h"
#include "world/director/verb_meanings.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

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
        give_swords(story_, draft);
        ward_off(story_, draft);
        add_needed(draft);
        give_instruments(story_, draft);
        fight_back(story_, draft);
        seat_riders(draft);
        shrink_bell(draft);
        for (const DraftAction& action : draft.actions) {
            let_hear(story_, draft, action);
        }
        follow_consequences(story_, draft);
        spread_tries(story_, draft);
    }

  private:
    void add_needed(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            complete(draft, i);
        }
        // A sport that was named but not played brings its gear: "a surfer at dawn".
        const SportRow* row = sport_of(draft);
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

    // Among the things of a table a bell is one for a table.
    void shrink_bell(const DraftShot& draft) {
        const auto is = [&](int member, std::string_view kind) {
            return story_.thing_of(member).name == kind;
        };
        const bool small = std::ranges::any_of(draft.present, [&](int member) {
            return is(member, "domino") || is(member, "marble") || is(member, "book") ||
                   is(member, "table") || is(member, "cup") || is(member, "shelf");
        });
        constexpr float kTableBell = 0.2F;
        for (const int member : draft.present) {
            CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            if (small && is(member, "bell") && known.entity.scale <= 1.0F) {
                known.entity.scale = std::min(known.entity.scale, kTableBell);
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
        return verb == Verb::kShoot || verb == Verb::kDunk || verb == Verb::kKick ||
               verb == Verb::kThrow || verb == Verb::kJuggle || verb == Verb::kCatch ||
               verb == Verb::kDribble || verb == Verb::kBowl || verb == Verb::kBat;
    }

    void complete(DraftShot& draft, std::size_t index) {
        const SportRow* row = sport_of(draft);
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
            lifeless_means(story_, draft, action);
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
        const bool seated =
            std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
                return relation.owner == action.subject && relation.kind == RelationKind::kRiding;
            });
        if (person && verb == Verb::kRoll && action.object < 0 && seated) {
            verb = Verb::kRide;  // On what, the relation says.
        } else if (person && verb == Verb::kRoll && action.object < 0) {
            // A person's roll is head over heels; who stands on something rolls along on it.
            const Verb ride = rider(action.subject);
            const Top top = story_.cast[static_cast<std::size_t>(action.subject)].entity.look.top;
            verb = ride != Verb::kStay ? ride : top == Top::kRobot ? Verb::kWalk : Verb::kFrontFlip;
        }
        if (verb == Verb::kBat && row != nullptr && !row->net.empty() &&
            (action.target < 0 || story_.is_person(action.target))) {
            action.target = fetch(draft, row->net, because);
        }
        if (verb == Verb::kSwim && said(action, "splash") && draft.sky == Sky::kRain &&
            !draft.place) {
            verb = Verb::kJump;  // Through the puddles.
            action.target = -1;
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
        if (verb == Verb::kShoot || verb == Verb::kDunk || verb == Verb::kKick) {
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
        if (person && (said(action, "rac") || said(action, "sprint") || said(action, "speed") ||
                       said(action, "zoom") || said(action, "glid") || said(action, "carv") ||
                       said(action, "slid") || said(action, "cruis") || said(action, "descend") ||
                       said(action, "coast"))) {
            const Verb riding = rider(action.subject);
            if (riding != Verb::kStay && verb != riding) {
                verb = riding;
                action.object = fetch(draft, mount_of(riding), "race");
            }
        }
        if (person && verb == Verb::kGrind && action.object < 0 &&
            rider(action.subject) == Verb::kSnowboard) {
            action.object = fetch(draft, "snowboard", because);
        }
        if (person) {
            mount(draft, action);
        }
        const bool board_game =
            said(action, "chess") || said(action, "card") || said(action, "check");
        if (verb == Verb::kSit && person && action.target < 0 && board_game &&
            !stands_on_something(draft, action.subject)) {
            action.target = fetch(draft, "table", "play there");
        }
        if (verb == Verb::kSit && person && action.target >= 0 &&
            story_.thing_of(action.target).name == "table") {
            sit_at_table(draft, action);
        }
        if (verb == Verb::kPlayInstrument && action.object < 0) {
            const std::string_view own =
                instrument_of(story_.cast[static_cast<std::size_t>(action.subject)]);
            action.object =
                own.empty() ? fetch(draft, "guitar", because) : own_instrument(story_, draft, own);
        }
        if (verb == Verb::kEat && person && action.object < 0) {
            action.object = fetch(draft, "apple", because);
        }
        if (!story_.is_person(action.subject)) {
            animal_means(story_, action);
        } else if (makes_music(story_.cast[static_cast<std::size_t>(action.subject)], action)) {
            const CastMember& player = story_.cast[static_cast<std::size_t>(action.subject)];
            const std::string_view instrument = instrument_of(player);
            verb = instrument.empty() ? Verb::kSing : Verb::kPlayInstrument;
            action.target = -1;
            if (action.object < 0 && !instrument.empty()) {
                action.object = own_instrument(story_, draft, instrument);
            }
        }
        if (verb == Verb::kPlayInstrument && person && action.object >= 0 &&
            listed("piano|drum|hand_drum", story_.thing_of(action.object).name)) {
            sit_to_play(draft, action);
        }
        if (verb == Verb::kHit && action.target < 0 && meets(action)) {
            // "They collide": with each other; who crashes alone falls.
            for (const DraftAction& other : draft.actions) {
                if (other.subject != action.subject && other.action.verb == Verb::kHit &&
                    other.action.step == action.action.step) {
                    action.target = other.subject;
                }
            }
            if (action.target < 0 && person && said(action, "crash")) {
                verb = Verb::kFall;
            }
        }
        if (verb == Verb::kHit && action.target < 0 && action.object < 0 && person &&
            !meets(action)) {
            // "throws a punch", "hits back": at the other one, when there is just one.
            std::vector<int> others;
            std::ranges::copy_if(draft.present, std::back_inserter(others), [&](int member) {
                return member != action.subject && story_.is_person(member);
            });
            // In a ring with a referee: at the other boxer.
            const auto peer = std::ranges::find_if(others, [&](int member) {
                return story_.cast[static_cast<std::size_t>(member)].head ==
                       story_.cast[static_cast<std::size_t>(action.subject)].head;
            });
            action.target = others.size() == 1 ? others.front() : peer != others.end() ? *peer : -1;
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
        const SportRow* row = sport_of(draft);
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

    // Who sits on a horse goes as it does, who sits in a boat paddles that, and rowers have one.
    void go_with_the_ridden(DraftShot& draft, DraftAction& action) {
        Verb& verb = action.action.verb;
        if (!story_.is_person(action.subject)) {
            return;
        }
        const bool rows = riding_verb(story_.cast[static_cast<std::size_t>(action.subject)].head) ==
                              Verb::kPaddle &&
                          !is_paddleboarder(action.subject);
        if (rows && verb == Verb::kPull && action.object < 0 && action.target < 0) {
            verb = Verb::kPaddle;
        }
        for (const DraftRelation& relation : draft.relations) {
            if (relation.owner != action.subject) {
                continue;
            }
            const bool rides = relation.kind == RelationKind::kRiding;
            const bool goes = verb == Verb::kWalk || verb == Verb::kRun;
            if (rides && goes && action.action.direction != Direction::kOff) {
                const Verb by_kind = verb_of_mount(story_.thing_of(relation.target).name);
                const bool animal = story_.category_of(relation.target) == Category::kAnimal;
                if (animal || by_kind != Verb::kStay) {
                    verb = animal ? Verb::kRide : by_kind;
                    action.object = relation.target;
                }
            }
            const ThingNoun& carrier = story_.thing_of(relation.target);
            const bool free =
                action.object < 0 || story_.cast[static_cast<std::size_t>(action.object)].implied;
            if (verb == Verb::kPaddle && free && relation.kind == RelationKind::kInside &&
                carrier.traits.rideable && carrier.traits.floats) {
                std::erase(draft.present, action.object);
                action.object = relation.target;
            }
        }
        if (rows && verb == Verb::kPaddle && action.object < 0) {
            action.object = fetch(draft, "rowboat", "row");
        }
    }

    bool is_paddleboarder(int member) const {
        return story_.cast[static_cast<std::size_t>(member)].head.find("board") !=
               std::string::npos;
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
        go_with_the_ridden(draft, action);
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

    // Who plays the piano or the drums sits at them.
    void sit_to_play(DraftShot& draft, const DraftAction& action) {
        if (stands_on_something(draft, action.subject) || rides(draft, action.subject)) {
            return;
        }
        const int stool = fetch(draft, "stool", "sit and play");
        if (stool < 0) {
            return;
        }
        story_.cast[static_cast<std::size_t>(stool)].entity.scale = 0.75F;  // Knees under the keys.
        draft.relations.push_back({stool, RelationKind::kInFrontOf, action.object});
        draft.relations.push_back({action.subject, RelationKind::kRiding, stool});
    }

    static bool rides(const DraftShot& draft, int member) {
        return std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == member && relation.kind == RelationKind::kRiding;
        });
    }

    Story& story_;
};

}  // namespace

void complete_actions(Story& story, DraftShot& draft) {
    Completer(story).run(draft);
}

}  // namespace hibari::world
