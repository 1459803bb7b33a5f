#include "world/director/games.h"

#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

// Paces of a race, of the winner and then of the others: wide enough apart to be seen after three
// seconds.
constexpr float kWinner = 1.2F;
constexpr float kSecond = 1.0F;
constexpr float kEachNext = 0.1F;
constexpr float kSlowest = 0.7F;

bool begins(const DraftAction& action, std::string_view stem) {
    return action.words.starts_with(stem) ||
           action.words.find(" " + std::string(stem)) != std::string::npos;
}

bool moves_on(Verb verb) {
    return verb == Verb::kRun || verb == Verb::kSwim || verb == Verb::kCycle ||
           verb == Verb::kSkate || verb == Verb::kDrive || verb == Verb::kRide ||
           verb == Verb::kPushBoard || verb == Verb::kSnowboard || verb == Verb::kPaddle ||
           verb == Verb::kSail;
}

class Games {
  public:
    Games(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        play_catch();
        race();
        send_the_ball();
        lose_the_board();
        believe_the_crowd();
    }

  private:
    template <typename Wanted>
    void drop_if(Wanted wanted) {
        std::erase_if(draft_.actions, wanted);
    }

    bool has_room(std::size_t more) const {
        return draft_.actions.size() + more <= ScriptLimits::kActionsMax;
    }

    // "Two girls throw a frisbee": one disc, two throwers, nobody else it could go to.
    bool to_each_other(const DraftAction& action) const {
        const auto same = [&](const DraftAction& other) {
            const bool among =
                action.target >= 0 && other.target >= 0 && story_.is_person(other.target);
            return other.subject != action.subject && other.action.verb == action.action.verb &&
                   other.action.step == action.action.step && other.object == action.object &&
                   (other.target < 0 || among) && story_.is_person(other.subject);
        };
        const bool at_somebody = action.target >= 0 && story_.is_person(action.target);
        return (action.action.verb == Verb::kThrow || action.action.verb == Verb::kKick) &&
               (action.target < 0 || at_somebody) && story_.is_person(action.subject) &&
               std::ranges::any_of(draft_.actions, same);
    }

    // "Two friends play catch; one drops it": to and fro, and whoever drops it gets it last.
    void play_catch() {
        const auto is_game = [&](const DraftAction& action) {
            return begins(action, "play catch") || begins(action, "plays catch") ||
                   begins(action, "playing catch") || action.words.ends_with("back and forth") ||
                   to_each_other(action);
        };
        const auto first = std::ranges::find_if(draft_.actions, is_game);
        if (first == draft_.actions.end() || !has_room(8)) {
            return;
        }
        DraftAction throws = *first;
        std::vector<int> players;
        for (const DraftAction& action : draft_.actions) {
            if (is_game(action) && std::ranges::find(players, action.subject) == players.end()) {
                players.push_back(action.subject);
            }
        }
        if (players.size() < 2 && throws.target >= 0 && story_.is_alive(throws.target)) {
            players.push_back(throws.target);
        }
        for (const int member : draft_.present) {
            const bool more = players.size() < 2 && story_.is_person(member) &&
                              std::ranges::find(players, member) == players.end();
            if (more) {
                players.push_back(member);
            }
        }
        if (players.size() < 2) {
            return;
        }
        for (const DraftRelation& held : draft_.relations) {
            const bool toy = held.kind == RelationKind::kHolding && throws.object < 0 &&
                             std::ranges::find(players, held.owner) != players.end();
            throws.object = toy ? held.target : throws.object;  // "catch with a wrench"
        }
        int dropper = -1;
        drop_if([&](const DraftAction& action) {
            const bool plays = std::ranges::find(players, action.subject) != players.end();
            const bool fumbles = plays && (action.action.verb == Verb::kDrop ||
                                           (action.action.verb == Verb::kCatch &&
                                            action.action.outcome == Outcome::kFailure));
            if (fumbles) {
                dropper = action.subject;
            }
            return fumbles || is_game(action);
        });
        if (dropper >= 0 && players[0] != dropper) {
            std::ranges::rotate(players, std::ranges::find(players, dropper));
        }
        throws.action.verb = throws.action.verb == Verb::kCatch ? Verb::kThrow : throws.action.verb;
        throws.action.outcome = Outcome::kSuccess;
        throws.decided = true;
        std::vector<DraftAction> rally;
        const bool kicked = throws.action.verb == Verb::kKick;
        const std::size_t turns = std::clamp<std::size_t>(players.size(), kicked ? 3 : 2, 4);
        int step = 0;
        for (std::size_t turn = 0; turn < turns; ++turn) {
            throws.subject = players[turn % players.size()];
            throws.target = players[(turn + 1) % players.size()];
            throws.action.step = step++;
            if (kicked) {
                rally.push_back(throws);  // Who gets it stops it and kicks it on.
                continue;
            }
            DraftAction caught = throws;
            caught.subject = throws.target;
            caught.target = -1;
            caught.verb_row = -1;
            caught.action.verb = Verb::kCatch;
            caught.action.step = step++;
            const bool dropped = caught.subject == dropper;
            caught.action.outcome = dropped ? Outcome::kFailure : Outcome::kSuccess;
            rally.push_back(throws);
            rally.push_back(caught);
        }
        for (DraftAction& later : draft_.actions) {
            later.action.step = std::min(later.action.step + step, ScriptLimits::kStepMax);
        }
        draft_.step = std::min(draft_.step + step, ScriptLimits::kStepMax);
        draft_.actions.insert(draft_.actions.begin(), rally.begin(), rally.end());
    }

    // Whoever is raced runs too, and whoever wins is ahead.
    void race() {
        std::vector<int> racers;
        int step = 0;
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            DraftAction& action = draft_.actions[i];
            const bool races = moves_on(action.action.verb) && begins(action, "rac") &&
                               story_.is_alive(action.subject);
            if (!races) {
                continue;
            }
            step = action.action.step;
            racers.push_back(action.subject);
            const int rival = action.target;
            if (rival < 0 || !story_.is_alive(rival) || !has_room(1)) {
                continue;
            }
            action.target = -1;
            DraftAction other = action;
            other.subject = rival;
            const bool busy = std::ranges::any_of(draft_.actions, [&](const DraftAction& known) {
                return known.subject == rival && begins(known, "rac");
            });
            if (!busy) {
                draft_.actions.insert(
                    draft_.actions.begin() + static_cast<std::ptrdiff_t>(i) + 1, other
                );
            }
        }
        if (racers.size() < 2) {
            return;
        }
        name_the_winner(racers);
        int winner = -1;
        int loser = -1;
        for (const DraftAction& result : draft_.actions) {
            if (std::ranges::find(racers, result.subject) == racers.end() ||
                result.action.step < step) {
                continue;
            }
            const bool wins = result.action.outcome == Outcome::kSuccess && result.decided &&
                              (result.action.verb == Verb::kClap || begins(result, "win") ||
                               begins(result, "come first") || begins(result, "comes first") ||
                               begins(result, "rac"));
            if (wins) {
                winner = result.subject;
            } else if (result.action.verb == Verb::kShakeHead ||
                       result.action.verb == Verb::kFall) {
                loser = result.subject;
            }
        }
        if (winner >= 0) {
            std::ranges::rotate(racers, std::ranges::find(racers, winner));
        } else if (loser >= 0) {
            std::ranges::rotate(racers, std::ranges::find(racers, loser) + 1);
        }
        for (DraftAction& action : draft_.actions) {
            const auto place = std::ranges::find(racers, action.subject);
            if (place == racers.end() || action.action.step != step || !begins(action, "rac")) {
                continue;
            }
            const auto behind = static_cast<float>(place - racers.begin());
            const float pace =
                behind < 1.0F ? kWinner : std::max(kSecond - kEachNext * (behind - 1.0F), kSlowest);
            action.action.intensity = std::clamp(action.action.intensity * pace, 0.25F, 2.0F);
        }
    }

    // "Two friends race; the girl in the green jacket wins": she is one of them.
    void name_the_winner(const std::vector<int>& racers) {
        const auto wins = std::ranges::find_if(draft_.actions, [&](const DraftAction& result) {
            return result.action.outcome == Outcome::kSuccess && result.decided &&
                   result.action.verb == Verb::kClap && story_.is_person(result.subject) &&
                   std::ranges::find(racers, result.subject) == racers.end();
        });
        if (wins == draft_.actions.end() || !story_.is_person(racers.front())) {
            return;
        }
        const int told = wins->subject;
        const int racer = racers.front();
        CastMember& known = story_.cast[static_cast<std::size_t>(racer)];
        const CastMember& winner = story_.cast[static_cast<std::size_t>(told)];
        known.entity.look = winner.entity.look;
        known.entity.called = winner.entity.called;
        known.head = winner.head;
        for (DraftAction& action : draft_.actions) {
            action.subject = action.subject == told ? racer : action.subject;
            action.target = action.target == told ? racer : action.target;
        }
        for (DraftRelation& relation : draft_.relations) {
            relation.owner = relation.owner == told ? racer : relation.owner;
            relation.target = relation.target == told ? racer : relation.target;
        }
        std::erase(draft_.present, told);
    }

    // "A soccer ball hits the crossbar and bounces back to the striker": who stands there idle has
    // sent it.
    void send_the_ball() {
        const SportRow* game =
            draft_.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(draft_.sport)];
        if (game == nullptr || game->ball.empty() || game->target.empty()) {
            return;
        }
        for (DraftAction& flight : draft_.actions) {
            const bool flies = flight.action.verb == Verb::kFly || flight.action.verb == game->deed;
            if (!flies || !flight.decided || story_.is_alive(flight.subject) ||
                story_.category_of(flight.subject) != Category::kBall) {
                continue;
            }
            const auto idle = std::ranges::find_if(draft_.present, [&](int member) {
                return story_.is_person(member) &&
                       std::ranges::none_of(draft_.actions, [&](const DraftAction& action) {
                           return action.subject == member;
                       });
            });
            if (idle == draft_.present.end()) {
                return;
            }
            const int ball = flight.subject;
            flight.subject = *idle;
            flight.object = ball;
            flight.verb_row = -1;
            flight.action.verb = game->deed;
            // What the ball does after that is physics.
            const int step = flight.action.step;
            drop_if([&](const DraftAction& after) {
                return after.subject == ball && after.action.step >= step;
            });
            return;
        }
    }

    // "his board shoots out": the trick on it has failed.
    void lose_the_board() {
        std::vector<int> riders;
        drop_if([&](const DraftAction& lost) {
            if (lost.subject < 0 ||
                verb_of_mount(story_.thing_of(lost.subject).name) == Verb::kStay) {
                return false;
            }
            switch (lost.action.verb) {
                case Verb::kFly:
                case Verb::kShoot:
                case Verb::kLaunch:
                case Verb::kSlide:
                case Verb::kRoll:
                case Verb::kSpin:
                case Verb::kFall:
                case Verb::kTopple:
                case Verb::kExplode:
                    break;
                default:
                    return false;
            }
            const auto trick = std::ranges::find_if(draft_.actions, [&](const DraftAction& action) {
                return story_.is_person(action.subject) && is_trick(action.action.verb) &&
                       action.action.step <= lost.action.step;
            });
            if (trick == draft_.actions.end()) {
                return false;
            }
            riders.push_back(trick->subject);
            return true;
        });
        for (DraftAction& action : draft_.actions) {
            const bool his = std::ranges::find(riders, action.subject) != riders.end();
            if (his && is_trick(action.action.verb)) {
                action.action.outcome = Outcome::kFailure;
                action.decided = true;
            }
        }
    }

    // What nobody told, the crowd tells: it cheers at a hit and groans at a miss.
    void believe_the_crowd() {
        const auto heard = [&](std::string_view kind) {
            return std::ranges::any_of(draft_.sounds, [&](const SoundCue& cue) {
                return cue.kind == kind;
            });
        };
        const bool cheers = heard("crowd_cheer") || heard("applause");
        const bool groans = heard("crowd_groan") || heard("crowd_aww");
        if (cheers == groans) {
            return;
        }
        for (DraftAction& action : draft_.actions) {
            if (is_aimed(action.action.verb) && !action.decided &&
                action.action.outcome == Outcome::kNone) {
                action.action.outcome = cheers ? Outcome::kSuccess : Outcome::kFailure;
                action.decided = true;
                story_.notes.assumed(
                    cheers ? "it succeeds, because the crowd cheers"
                           : "it fails, because the crowd is disappointed"
                );
            }
        }
    }

    Story& story_;
    DraftShot& draft_;
};

}  // namespace

void share_out_games(Story& story, DraftShot& draft) {
    Games(story, draft).run();
}

}  // namespace hibari::world
