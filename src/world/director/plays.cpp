#include "world/director/plays.h"

#include "world/director/lexicon/tables.h"
#include "world/director/mounts.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

class Plays {
  public:
    Plays(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        forget_nobody();
        name_the_player();
        defend_the_goal();
        pitch_to_the_batter();
        bowl_the_ball();
        throw_to_the_catcher();
        throw_the_rider();
        trip_over();
        leap_over_each();
        sit_on_the_seesaw();
        stay_on_the_mount(story_, draft_);
        run_the_race();
    }

  private:
    std::string_view kind(int member) const {
        return member < 0 ? std::string_view{} : story_.thing_of(member).name;
    }

    std::string_view head(int member) const {
        return story_.cast[static_cast<std::size_t>(member)].head;
    }

    bool plays(std::string_view ball) const {
        return draft_.sport >= 0 &&
               sport_rows()[static_cast<std::size_t>(draft_.sport)].ball == ball;
    }

    bool is_idle(int member) {
        return std::ranges::all_of(draft_.actions, [&](const DraftAction& action) {
            return action.subject != member || is_steady(action.action.verb);
        });
    }

    int person_called(std::string_view heads) {
        for (const int member : draft_.present) {
            if (story_.is_person(member) && listed(heads, head(member))) {
                return member;
            }
        }
        return -1;
    }

    int ball() const {
        for (const int member : draft_.present) {
            if (story_.category_of(member) == Category::kBall) {
                return member;
            }
        }
        return -1;
    }

    int somebody(std::string_view called) {
        CastMember someone;
        someone.thing = story_.thing_named("person");
        someone.head = called;
        someone.entity.called = called;
        someone.implied = true;
        const int member = someone.thing < 0 ? -1 : story_.add(draft_, std::move(someone));
        if (member >= 0) {
            story_.notes.assumed("a " + std::string(called) + ", who belongs to it");
        }
        return member;
    }

    bool has_room(std::size_t more) const {
        return draft_.actions.size() + more <= Limits::kActionsMax;
    }

    // "Nobody can reach it" brings nobody.
    void forget_nobody() {
        const auto is_nobody = [&](int member) {
            return member >= 0 && listed("nobody|none|noone", head(member));
        };
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return is_nobody(action.subject);
        });
        std::erase_if(draft_.present, is_nobody);
    }

    // "Hole in one! The golfer jumps", "a rally between two women": the deed without a doer was the
    // one person's who is named, or of several who do nothing the first one's.
    void name_the_player() {
        int nobody = -1;
        int named = -1;
        int people = 0;
        for (const int member : draft_.present) {
            if (!story_.is_person(member)) {
                continue;
            }
            if (story_.cast[static_cast<std::size_t>(member)].entity.called == "someone") {
                nobody = member;
                continue;
            }
            named = named < 0 ? member : named;
            ++people;
        }
        if (nobody < 0 || named < 0 ||
            (people > 1 && std::ranges::find(draft_.actions, named, &DraftAction::subject) !=
                               draft_.actions.end()) ||
            std::ranges::any_of(
                draft_.actions,
                [&](const auto& own) { return own.subject == named && is_sending(own.action.verb); }
            )) {
            return;
        }
        const bool did = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.subject == nobody &&
                   (is_sending(action.action.verb) || is_trick(action.action.verb));
        });
        if (!did) {
            return;
        }
        int last = 0;
        for (DraftAction& action : draft_.actions) {
            if (action.subject == nobody) {
                action.subject = named;
                last = std::max(last, action.action.step);
            } else if (action.subject == named && action.action.step <= last) {
                action.action.step = std::min(last + 1, Limits::kStepMax);
                draft_.step = std::max(draft_.step, action.action.step);
            }
        }
        for (DraftRelation& relation : draft_.relations) {
            relation.owner = relation.owner == nobody ? named : relation.owner;
        }
        std::erase(draft_.present, nobody);
    }

    // "throws a long pass and the receiver catches it": that is where it goes.
    void throw_to_the_catcher() {
        for (DraftAction& sent : draft_.actions) {
            if (sent.action.verb != Verb::kThrow || sent.target >= 0 || sent.object < 0) {
                continue;
            }
            const auto caught = std::ranges::find_if(draft_.actions, [&](const DraftAction& other) {
                return other.action.verb == Verb::kCatch && other.subject != sent.subject &&
                       (other.object == sent.object || other.object < 0) &&
                       other.action.step >= sent.action.step;
            });
            if (caught != draft_.actions.end()) {
                sent.target = caught->subject;
                caught->object = sent.object;
            }
        }
    }

    // "The horse throws off its rider": who sits on it falls.
    void throw_the_rider() {
        for (DraftAction& action : draft_.actions) {
            if (action.action.verb != Verb::kThrow || story_.is_person(action.subject) ||
                !story_.is_alive(action.subject)) {
                continue;
            }
            for (DraftRelation& relation : draft_.relations) {
                const bool rides =
                    relation.target == action.subject && relation.kind == RelationKind::kRiding;
                const bool turned = relation.owner == action.subject &&
                                    relation.kind == RelationKind::kOn &&
                                    story_.is_person(relation.target);
                const int rider = rides ? relation.owner : turned ? relation.target : action.object;
                if (rider < 0 || !story_.is_person(rider)) {
                    continue;
                }
                relation = {rider, RelationKind::kRiding, action.subject};
                action.subject = rider;
                action.object = -1;
                action.target = -1;
                action.verb_row = -1;
                action.action.verb = Verb::kFall;
                action.action.direction = Direction::kNone;
                break;
            }
        }
        std::erase_if(draft_.actions, [&](const DraftAction& landing) {
            return landing.action.verb == Verb::kJump && said(landing, "land") &&
                   std::ranges::any_of(draft_.actions, [&](const DraftAction& fall) {
                       return fall.subject == landing.subject && said(fall, "throw") &&
                              fall.action.verb == Verb::kFall;
                   });
        });
    }

    // "trips over the last hurdle": a leap that fails.
    void trip_over() {
        for (DraftAction& fall : draft_.actions) {
            if (fall.action.verb == Verb::kFall && fall.target >= 0 && said(fall, "trip") &&
                story_.is_person(fall.subject) && !story_.is_alive(fall.target)) {
                if (is_carried(fall.target)) {
                    fall.target = -1;  // "trips, and the glasses smash": those on the tray.
                    continue;
                }
                fall.action.verb = Verb::kJump;
                fall.verb_row = -1;
                fall.action.outcome = Outcome::kFailure;
                fall.decided = true;
            }
        }
    }

    // In somebody's hands, or on what is; things may be said to lie on each other in a ring.
    bool is_carried(int member, int stacked = 8) const {
        const bool held = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kHold && action.object == member;
        });
        return held || std::ranges::any_of(draft_.relations, [&](const DraftRelation& relation) {
                   return (relation.kind == RelationKind::kHolding && relation.target == member) ||
                          (relation.kind == RelationKind::kOn && relation.owner == member &&
                           stacked > 0 && is_carried(relation.target, stacked - 1));
               });
    }

    // Who wins has run.
    void run_the_race() {
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            const DraftAction won = draft_.actions[i];
            const bool wins =
                won.action.verb == Verb::kClap && won.action.outcome == Outcome::kSuccess;
            if (!wins || !has_room(1) ||
                !listed("runner|sprinter|jogger|athlete|hurdler", head(won.subject)) ||
                std::ranges::any_of(draft_.actions, [&](const DraftAction& before) {
                    return before.subject == won.subject && before.action.step < won.action.step;
                })) {
                continue;
            }
            DraftAction run = won;
            run.action.verb = Verb::kRun;
            run.action.outcome = Outcome::kNone;
            run.verb_row = -1;
            for (DraftAction& later : draft_.actions) {
                if (later.action.step >= won.action.step) {
                    later.action.step = std::min(later.action.step + 1, Limits::kStepMax);
                }
            }
            draft_.step = std::min(draft_.step + 1, Limits::kStepMax);
            draft_.actions.push_front(run);
            return;
        }
    }

    // Keepers stand in their goal, and what they save or let in was shot by somebody.
    void defend_the_goal() {
        const int keeper = person_called("goalkeeper|keeper|goalie|goaltender|netminder");
        if (keeper < 0 || !plays("soccer ball") || !has_room(1)) {
            return;
        }
        const int goal = story_.need(draft_, "goal", "somebody keeps it");
        if (goal < 0) {
            return;
        }
        draft_.relations.push_back({keeper, RelationKind::kInside, goal});
        give_back_the_shot(keeper, goal);
        DraftAction* saves = nullptr;
        DraftAction* dives = nullptr;
        for (DraftAction& action : draft_.actions) {
            if (action.subject == keeper && action.action.verb == Verb::kCatch) {
                saves = &action;
            } else if (action.subject == keeper && action.action.verb == Verb::kDive) {
                dives = &action;
            }
        }
        const bool saved = saves != nullptr && saves->action.outcome != Outcome::kFailure;
        const auto shoots = [&](const DraftAction& action) {
            return story_.is_person(action.subject) && action.subject != keeper &&
                   (action.action.verb == Verb::kKick || action.action.verb == Verb::kShoot) &&
                   (action.target < 0 || action.target == goal || action.target == keeper);
        };
        auto shot = std::ranges::find_if(draft_.actions, shoots);
        if (shot == draft_.actions.end()) {
            DraftAction* first = saves != nullptr && dives != nullptr
                                     ? (saves->action.step < dives->action.step ? saves : dives)
                                 : saves != nullptr ? saves
                                                    : dives;
            DraftAction* own = nullptr;
            for (DraftAction& action : draft_.actions) {
                const bool rolls = story_.category_of(action.subject) == Category::kBall;
                own = rolls && own == nullptr ? &action : own;
            }
            if (first == nullptr && own == nullptr) {
                return;  // It only stands there.
            }
            DraftAction kick;
            kick.action.verb = Verb::kKick;
            kick.action.step = first != nullptr ? first->action.step : own->action.step;
            if (own != nullptr) {
                // "and the ball rolls into the net": that was the shot.
                const bool in = own->action.verb != Verb::kHit &&
                                own->action.outcome != Outcome::kFailure && !saved;
                kick.action.outcome = in ? Outcome::kSuccess : Outcome::kFailure;
                kick.action.via = own->action.via;
                kick.decided = true;
            }
            kick.object = ball();
            std::erase_if(draft_.actions, [&](const DraftAction& action) {
                return story_.category_of(action.subject) == Category::kBall;
            });
            kick.subject = striker(keeper);
            if (kick.subject < 0) {
                return;
            }
            draft_.actions.push_front(kick);
            shot = draft_.actions.begin();
        }
        if (shot->object < 0) {
            shot->object = ball() >= 0 ? ball() : story_.need(draft_, "soccer ball", "it is shot");
        }
        shot->target = goal;
        if (saved) {
            shot->action.outcome = Outcome::kFailure;
            shot->decided = true;
        } else if (!shot->decided && shot->action.outcome == Outcome::kNone && saves == nullptr &&
                   dives != nullptr) {
            shot->action.outcome = Outcome::kSuccess;  // A dive that stops nothing.
            shot->decided = true;
        }
        for (DraftAction& action : draft_.actions) {
            if (action.subject != keeper) {
                continue;
            }
            if (action.action.verb == Verb::kCatch) {
                action.object = shot->object;
                action.action.outcome = saved ? Outcome::kSuccess : Outcome::kFailure;
                action.action.step = shot->action.step;
            } else if (action.action.verb == Verb::kDive) {
                // To one side, as the ball comes.
                action.action.step = shot->action.step;
                if (action.action.direction == Direction::kNone) {
                    action.action.direction = Direction::kRight;
                }
            }
        }
    }

    // "The striker beats the keeper": by a shot that goes in, when no other is told of.
    void beat_the_keeper(int keeper, int goal) {
        const bool shot = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.subject != keeper && is_sending(action.action.verb);
        });
        const auto blow = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kHit && action.target == keeper &&
                   (said(action, "beat") || said(action, "fool"));
        });
        if (shot || blow == draft_.actions.end()) {
            return;
        }
        blow->action.verb = Verb::kShoot;
        blow->verb_row = -1;
        blow->target = goal;
        blow->action.outcome = Outcome::kSuccess;
        blow->decided = true;
    }

    // "His penalty is saved by the keeper", "the keeper cannot stop the penalty": the shot that was
    // read as the keeper's is another's, and a goal that bulges is a goal.
    void give_back_the_shot(int keeper, int goal) {
        beat_the_keeper(keeper, goal);
        const bool bulges = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.subject == goal;
        });
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == goal;
        });
        std::size_t shot = draft_.actions.size();
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            DraftAction& action = draft_.actions[i];
            if (action.subject != keeper) {
                continue;
            }
            // "kicks the ball up the field" is what keepers do; where it ends tells a shot.
            const bool own = action.action.verb == Verb::kKick && action.target < 0 &&
                             action.object >= 0 && !action.decided && !bulges;
            if (own) {
                continue;
            }
            if (action.action.verb == Verb::kShoot || action.action.verb == Verb::kKick) {
                shot = action.target < 0 || action.target == goal ? i : shot;
            } else if (action.action.verb == Verb::kJump && action.target < 0) {
                action.action.verb = Verb::kDive;
            }
        }
        if (shot == draft_.actions.size()) {
            return;
        }
        const int shooter = striker(keeper);
        DraftAction& mended = draft_.actions[shot];
        if (shooter < 0) {
            return;
        }
        mended.subject = shooter;
        if (bulges && !mended.decided) {
            mended.action.outcome = Outcome::kSuccess;
            mended.decided = true;
        }
        // What he hit or beat before that was the keeper, by this shot.
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == shooter && action.action.verb == Verb::kHit &&
                   action.target == keeper;
        });
    }

    // Of those present whoever has least to do; nobody who is a keeper or only looks on.
    int striker(int keeper) {
        const int named = person_called("striker|forward|player|footballer|shooter|attacker");
        if (named >= 0 && named != keeper) {
            return named;
        }
        for (const int member : draft_.present) {
            if (story_.is_person(member) && member != keeper && is_idle(member)) {
                return member;
            }
        }
        return somebody("striker");
    }

    // Of the others who play along, or else somebody new.
    int teammate(int batter) {
        for (const int member : draft_.present) {
            const bool busy = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
                return action.subject == member;
            });
            const int group = story_.cast[static_cast<std::size_t>(member)].group;
            if (story_.is_person(member) && member != batter && !busy &&
                std::ranges::count(story_.cast, group, &CastMember::group) > 1) {
                return member;
            }
        }
        return somebody("pitcher");
    }

    // Whoever swings at a baseball has it pitched.
    void pitch_to_the_batter() {
        if (!plays("baseball")) {
            return;
        }
        const int pitcher_named = person_called("pitcher");
        auto swing = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            const Verb verb = action.action.verb;
            return story_.is_person(action.subject) && action.subject != pitcher_named &&
                   (verb == Verb::kBat || (verb == Verb::kSwing && head(action.subject) == "batter")
                   );
        });
        const int batter = swing != draft_.actions.end() ? swing->subject : person_called("batter");
        if (batter < 0 || !has_room(2)) {
            return;
        }
        auto pitch = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kThrow && action.subject != batter &&
                   story_.is_person(action.subject) &&
                   (action.target < 0 || action.target == batter);
        });
        if (swing == draft_.actions.end() && pitch == draft_.actions.end()) {
            return;
        }
        const int thrown = ball() >= 0 ? ball() : story_.need(draft_, "baseball", "it is pitched");
        if (pitch == draft_.actions.end()) {
            DraftAction throws;
            throws.subject = pitcher_named >= 0 ? pitcher_named : teammate(batter);
            if (throws.subject < 0) {
                return;
            }
            throws.action.verb = Verb::kThrow;
            throws.action.step = swing->action.step;
            draft_.actions.push_front(throws);
            pitch = draft_.actions.begin();
        } else if (std::ranges::none_of(draft_.actions, [&](const DraftAction& action) {
                       return action.subject == batter;
                   })) {
            // "He pitches to the batter": who will try to hit it.
            DraftAction swings;
            swings.subject = batter;
            swings.action.verb = Verb::kBat;
            draft_.actions.push_back(swings);
        }
        pitch = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kThrow && action.subject != batter;
        });
        pitch->object = thrown;
        pitch->target = batter;
        pitch->action.outcome = Outcome::kSuccess;
        pitch->decided = true;
        for (DraftAction& action : draft_.actions) {
            const bool swings = action.subject == batter && (action.action.verb == Verb::kBat ||
                                                             action.action.verb == Verb::kSwing);
            if (swings) {
                action.action.verb = Verb::kBat;
                action.verb_row = -1;
                action.object = thrown;
                action.target = pitch->subject;
                action.action.step = pitch->action.step;
                break;
            }
        }
        // "swings and hits a home run": one swing.
        bool swung = false;
        Outcome told = Outcome::kNone;
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            if (action.subject != batter || action.action.verb != Verb::kBat) {
                return false;
            }
            told = action.decided ? action.action.outcome : told;
            const bool again = swung;
            swung = true;
            return again;
        });
        for (DraftAction& action : draft_.actions) {
            if (action.subject == batter && action.action.verb == Verb::kBat) {
                action.action.outcome = told;
                action.decided = told != Outcome::kNone;
            }
        }
    }

    // A ball in the gutter was bowled by somebody, and pins that it misses have nothing to do.
    // What the ball was told to do before it got there is the throw's own.
    void begin_with_the_throw(int thrown) {
        int first = Limits::kStepMax;
        for (const DraftAction& action : draft_.actions) {
            const bool his = action.subject == thrown || action.object == thrown;
            first = his ? std::min(first, action.action.step) : first;
        }
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return action.subject == thrown && action.action.verb == Verb::kRoll;
        });
        for (DraftAction& action : draft_.actions) {
            if (action.object == thrown && action.action.verb == Verb::kBowl) {
                action.action.step = first;
            }
        }
    }

    void bowl_the_ball() {
        constexpr std::ptrdiff_t kRack = 10;
        const bool rack = std::ranges::count_if(draft_.present, [&](int member) {
                              return kind(member) == "bowling_pin";
                          }) >= kRack;
        for (DraftAction& action : draft_.actions) {
            const bool rolls =
                action.action.verb == Verb::kBowl || action.action.verb == Verb::kRoll;
            // "rolls down the lane and knocks down all but one pin": into the rack, by somebody.
            const bool into_the_rack =
                rack && kind(action.target) == "bowling_pin" &&
                (action.action.verb == Verb::kRoll || action.action.verb == Verb::kHit);
            if (!(rolls || into_the_rack) || story_.is_alive(action.subject) ||
                story_.category_of(action.subject) != Category::kBall || !plays("bowling ball") ||
                (action.action.verb == Verb::kRoll && action.action.outcome == Outcome::kNone &&
                 !into_the_rack)) {
                continue;
            }
            if (into_the_rack && action.action.outcome == Outcome::kNone) {
                action.action.outcome = Outcome::kSuccess;
                action.decided = true;
            }
            int bowler = -1;
            for (const int member : draft_.present) {
                bowler = bowler < 0 && story_.is_person(member) ? member : bowler;
            }
            bowler = bowler < 0 ? somebody("bowler") : bowler;
            if (bowler < 0) {
                return;
            }
            action.object = action.subject;
            action.subject = bowler;
            action.verb_row = -1;
            action.action.verb = Verb::kBowl;
            action.action.direction = Direction::kNone;
            begin_with_the_throw(action.object);
            break;
        }
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return kind(action.subject) == "bowling_pin" &&
                   (action.action.verb == Verb::kStay || action.action.verb == Verb::kStand);
        });
    }

    // "leaps over three hurdles": over one after the other.
    void leap_over_each() {
        constexpr std::size_t kLeapsMax = 4;
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            const DraftAction leap = draft_.actions[i];
            if (leap.action.verb != Verb::kJump || leap.target < 0 ||
                leap.action.direction == Direction::kUp || !story_.is_alive(leap.subject)) {
                continue;
            }
            std::vector<int> others;
            for (const int member : draft_.present) {
                const bool same = story_.cast[static_cast<std::size_t>(member)].group ==
                                  story_.cast[static_cast<std::size_t>(leap.target)].group;
                const bool taken = std::ranges::any_of(draft_.actions, [&](const DraftAction& a) {
                    return a.target == member && a.subject == leap.subject;
                });
                if (same && !taken && others.size() + 1 < kLeapsMax) {
                    others.push_back(member);
                }
            }
            if (others.empty() || !has_room(others.size())) {
                continue;
            }
            const auto more = static_cast<int>(others.size());
            for (DraftAction& later : draft_.actions) {
                if (later.action.step > leap.action.step) {
                    later.action.step = std::min(later.action.step + more, Limits::kStepMax);
                }
            }
            draft_.step = std::min(draft_.step + more, Limits::kStepMax);
            for (int k = 0; k < more; ++k) {
                DraftAction next = leap;
                next.target = others[static_cast<std::size_t>(k)];
                next.action.step = std::min(leap.action.step + k + 1, Limits::kStepMax);
                draft_.actions.push_back(next);
            }
            return;
        }
    }

    // Who plays on a seesaw sits on it, one at either end.
    void sit_on_the_seesaw() {
        const auto plank = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "seesaw";
        });
        if (plank == draft_.present.end()) {
            return;
        }
        const int seesaw = *plank;
        std::vector<int> riders;
        const auto joins = [&](int member) {
            if (story_.is_person(member) && riders.size() < 2 &&
                std::ranges::find(riders, member) == riders.end()) {
                riders.push_back(member);
            }
        };
        for (const DraftAction& action : draft_.actions) {
            if (action.target == seesaw || action.object == seesaw) {
                joins(action.subject);
            }
        }
        for (const DraftRelation& relation : draft_.relations) {
            if (relation.target == seesaw &&
                (relation.kind == RelationKind::kOn || relation.kind == RelationKind::kRiding)) {
                joins(relation.owner);
            }
        }
        if (riders.empty()) {
            return;
        }
        const auto rides = [&](int member) {
            return std::ranges::find(riders, member) != riders.end();
        };
        std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
            return relation.target == seesaw && rides(relation.owner);
        });
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            const bool theirs =
                rides(action.subject) && (action.target == seesaw || action.object == seesaw ||
                                          action.action.verb == Verb::kSit);
            return theirs || action.subject == seesaw;
        });
        for (const int rider : riders) {
            draft_.relations.push_back({rider, RelationKind::kRiding, seesaw});
        }
        if (has_room(1)) {
            DraftAction rocks;
            rocks.subject = seesaw;
            rocks.action.verb = Verb::kSwing;
            draft_.actions.push_front(rocks);
        }
    }

    Story& story_;
    DraftShot& draft_;
};

}  // namespace

void stage_plays(Story& story, DraftShot& draft) {
    Plays(story, draft).run();
}

}  // namespace hibari::world
