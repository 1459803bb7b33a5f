#include "world/physics/stage/prepare_games.h"

#include "world/physics/character/ball_skill.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kChasedRoll = 1.8F;  // Times as fast as what rolls by itself.
constexpr float kRacing = 1.1F;      // Harder than that is a race.
constexpr float kDecisive = 1.2F;    // Of a blow after which the other lies.

bool sends(Verb verb) {
    return is_throwing(verb) || verb == Verb::kKick || verb == Verb::kBat;
}

bool holds_in_mouth(const Entity& entity) {
    return category_of(entity) == Category::kAnimal;
}

class Games {
  public:
    explicit Games(Shot& shot) : shot_(shot) {}

    void run() {
        send_back();
        hand_over();
        play_catch();
        run_after_throws();
        keep_goals();
        fetch_what_is_chased();
        race();
        spar();
    }

  private:
    Entity* find(std::string_view id) { return find_entity(shot_, id); }

    /// Who is told to catch what is in the own hands throws it to the other.
    void play_catch() {
        std::string ball;
        std::vector<std::string> players;
        for (const Action& action : shot_.actions) {
            const Entity* subject = find(action.subject);
            if (action.verb != Verb::kCatch || !is_alive(subject)) {
                continue;
            }
            if (ball.empty()) {
                ball = action.object;
            }
            if (std::find(players.begin(), players.end(), action.subject) == players.end()) {
                players.push_back(action.subject);
            }
        }
        const bool thrown =
            std::any_of(shot_.actions.begin(), shot_.actions.end(), [&](const Action& action) {
                return sends(action.verb) && action.object == ball;
            });
        if (ball.empty() || thrown || find(ball) == nullptr) {
            return;
        }
        std::string holder;
        for (const Entity& entity : shot_.entities) {
            for (const Relation& relation : entity.relations) {
                if (relation.kind == RelationKind::kHolding && relation.target == ball) {
                    holder = entity.id;
                }
            }
            const bool other =
                std::find(players.begin(), players.end(), entity.id) == players.end();
            if (category_of(entity) == Category::kPerson && other && players.size() < 2) {
                players.push_back(entity.id);
            }
        }
        if (players.size() < 2) {
            return;
        }
        if (holder.empty()) {
            // The last to be named as catcher waits for it.
            holder = players.size() > 1 && shot_.actions.front().subject == players[0] &&
                             count_catches() > 1
                         ? players[0]
                         : players[1];
        }
        throw_to_and_fro(ball, holder, players);
    }

    int count_catches() const {
        return static_cast<int>(std::count_if(
            shot_.actions.begin(),
            shot_.actions.end(),
            [](const Action& action) { return action.verb == Verb::kCatch; }
        ));
    }

    void throw_to_and_fro(
        const std::string& ball, const std::string& holder, const std::vector<std::string>& players
    ) {
        const auto first =
            std::find_if(shot_.actions.begin(), shot_.actions.end(), [](const Action& action) {
                return action.verb == Verb::kCatch;
            });
        Action toss = *first;
        toss.repeat = 1;
        toss.object = ball;
        toss.direction = Direction::kNone;
        const Outcome outcome = first->outcome;
        std::erase_if(shot_.actions, [&](const Action& action) {
            return action.verb == Verb::kCatch && action.object == ball;
        });
        const std::string other = players[0] == holder ? players[1] : players[0];
        Action grab = toss;
        toss.verb = Verb::kThrow;
        toss.subject = holder;
        toss.target = other;
        toss.outcome = Outcome::kSuccess;
        grab.subject = other;
        grab.target.clear();
        grab.outcome = outcome;
        shot_.actions.push_back(toss);
        shot_.actions.push_back(grab);
        if (shot_.duration_s > 5.0F && outcome != Outcome::kFailure) {
            // Time enough to throw it back.
            int last = toss.step;
            for (const Action& action : shot_.actions) {
                last = std::max(last, action.step);
            }
            std::swap(toss.subject, toss.target);
            grab.subject = toss.target;
            toss.step = last + 1;
            grab.step = last + 1;
            shot_.actions.push_back(toss);
            shot_.actions.push_back(grab);
        }
    }

    /// Whoever catches what another throws or kicks is ready as soon as it flies, not when the
    /// throw is over; a keeper's dive is that catch.
    void run_after_throws() {
        for (Action& action : shot_.actions) {
            if (action.verb != Verb::kCatch || !is_alive(find(action.subject))) {
                continue;
            }
            int sent = -1;
            for (const Action& other : shot_.actions) {
                if (sends(other.verb) && other.object == action.object &&
                    other.subject != action.subject && other.step <= action.step) {
                    sent = std::max(sent, other.step);
                }
            }
            if (sent < 0) {
                continue;
            }
            for (Action& dive : shot_.actions) {
                if (dive.verb == Verb::kDive && dive.subject == action.subject &&
                    dive.step >= sent && dive.step <= action.step) {
                    dive.verb = Verb::kStay;
                    dive.subject.clear();
                }
            }
            action.step = sent;
        }
        std::erase_if(shot_.actions, [](const Action& action) { return action.subject.empty(); });
    }

    /// Who kicks or throws back what came from another does it to him.
    void send_back() {
        for (Action& action : shot_.actions) {
            if (!sends(action.verb) || !action.target.empty() || !is_alive(find(action.subject))) {
                continue;
            }
            for (const Action& before : shot_.actions) {
                if (sends(before.verb) && before.object == action.object &&
                    before.target == action.subject && before.step < action.step) {
                    action.target = before.subject;
                }
            }
        }
    }

    /// What is handed to somebody is taken.
    void hand_over() {
        std::vector<Action> takers;
        for (const Action& action : shot_.actions) {
            const bool gives = action.verb == Verb::kThrow && action.intensity <= kGiving &&
                               action.outcome != Outcome::kFailure &&
                               find(action.object) != nullptr;
            const bool busy = std::ranges::any_of(shot_.actions, [&](const Action& other) {
                return other.subject == action.target && other.step <= action.step &&
                       other.verb != Verb::kStay && other.verb != Verb::kStand;
            });
            if (!gives || busy || !is_person(find(action.target)) ||
                !is_person(find(action.subject))) {
                continue;
            }
            Action take;
            take.subject = action.target;
            take.verb = Verb::kCatch;
            take.object = action.object;
            take.outcome = Outcome::kSuccess;
            take.step = action.step;
            takers.push_back(take);
        }
        shot_.actions.insert(shot_.actions.end(), takers.begin(), takers.end());
    }

    // ---- Goals

    bool stands_in(const Entity& entity, const std::string& goal) const {
        return std::ranges::any_of(entity.relations, [&](const Relation& relation) {
            return relation.kind == RelationKind::kInside && relation.target == goal;
        });
    }

    /// Whoever keeps a goal at which another shoots dives once, at the shot: to the ball when the
    /// script lets him have it, else in vain.
    void keep_goals() {
        const auto shot = std::ranges::find_if(shot_.actions, [&](const Action& action) {
            const Entity* target = find(action.target);
            return action.verb == Verb::kKick && target != nullptr &&
                   target->kind.find("goal") != std::string::npos && find(action.object) != nullptr;
        });
        if (shot == shot_.actions.end()) {
            return;
        }
        const Action kick = *shot;
        for (const Entity& keeper : shot_.entities) {
            if (category_of(keeper) == Category::kPerson && keeper.id != kick.subject) {
                keep(keeper, kick);
            }
        }
    }

    void keep(const Entity& keeper, const Action& kick) {
        const auto is_save = [&](const Action& action) {
            return action.subject == keeper.id &&
                   (action.verb == Verb::kDive || action.verb == Verb::kCatch ||
                    action.verb == Verb::kJump);
        };
        const bool acts = std::ranges::any_of(shot_.actions, is_save);
        const bool elsewhere = std::ranges::any_of(shot_.actions, [&](const Action& action) {
            return action.subject == keeper.id && action.step <= kick.step && !is_save(action) &&
                   action.verb != Verb::kStay && action.verb != Verb::kStand;
        });
        if ((!acts && !stands_in(keeper, kick.target)) || elsewhere) {
            return;
        }
        const bool saves = std::ranges::any_of(shot_.actions, [&](const Action& action) {
            return is_save(action) && action.verb == Verb::kCatch &&
                   action.outcome != Outcome::kFailure;
        });
        std::erase_if(shot_.actions, is_save);
        Action dive;
        dive.subject = keeper.id;
        dive.verb = Verb::kDive;
        dive.object = kick.object;
        dive.target = kick.target;
        dive.outcome = saves ? Outcome::kSuccess : Outcome::kFailure;
        dive.step = kick.step;
        shot_.actions.push_back(dive);
    }

    // ---- Chases

    /// An animal that runs after a small thing has it in the end.
    void fetch_what_is_chased() {
        for (Action& action : shot_.actions) {
            const Entity* hunter = find(action.subject);
            const Entity* prey = find(action.target);
            if (action.verb != Verb::kRun || hunter == nullptr || prey == nullptr ||
                !holds_in_mouth(*hunter) || category_of(*prey) != Category::kBall) {
                continue;
            }
            action.verb = Verb::kCatch;
            action.object = action.target;
            action.target.clear();
            action.outcome = action.outcome == Outcome::kNone ? Outcome::kSuccess : action.outcome;
            for (Action& flee : shot_.actions) {
                // It is to be chased for a while.
                if (flee.subject == prey->id && flee.verb == Verb::kRoll) {
                    flee.intensity = std::max(flee.intensity, kChasedRoll);
                }
            }
        }
    }

    // ---- Races

    /// A vehicle that drives another, hard, races it: both go the same way, and the first is the
    /// faster.
    void race() {
        std::vector<Action> rivals;
        for (Action& action : shot_.actions) {
            const Entity* racer = find(action.subject);
            const Entity* rival = find(action.target);
            if (action.verb != Verb::kDrive || action.intensity < kRacing || racer == nullptr ||
                rival == nullptr || category_of(*racer) != Category::kVehicle ||
                category_of(*rival) != Category::kVehicle ||
                first_deed(shot_, rival->id) != nullptr) {
                continue;
            }
            Action other = action;
            std::swap(other.subject, other.target);
            other.target.clear();
            other.intensity =
                action.intensity / (action.outcome == Outcome::kFailure ? 0.88F : 1.12F);
            action.target.clear();
            rivals.push_back(other);
        }
        shot_.actions.insert(shot_.actions.end(), rivals.begin(), rivals.end());
    }

    // ---- Fights

    /// Two who trade blows hit each other, and who goes down is struck down.
    void spar() {
        std::vector<std::string> fighters;
        for (const Action& action : shot_.actions) {
            const Entity* subject = find(action.subject);
            const bool blow = action.verb == Verb::kHit &&
                              (action.target.empty() || is_person(find(action.target)));
            if (blow && is_person(subject) && std::ranges::count(fighters, action.subject) == 0) {
                fighters.push_back(action.subject);
            }
        }
        if (fighters.size() != 2) {
            return;
        }
        const auto other = [&](const std::string& id) {
            return fighters[0] == id ? fighters[1] : fighters[0];
        };
        for (Action& action : shot_.actions) {
            const bool fights = std::ranges::count(fighters, action.subject) == 1;
            if (fights && action.verb == Verb::kHit && action.target.empty()) {
                action.target = other(action.subject);
            }
            const bool down = action.verb == Verb::kFall || action.verb == Verb::kSink;
            if (fights && down && action.target.empty()) {
                action.target = action.subject;
                action.subject = other(action.target);
                action.verb = Verb::kHit;
                action.direction = Direction::kDown;
                action.intensity = std::max(action.intensity, kDecisive);
            }
        }
    }

    static bool is_person(const Entity* entity) {
        return entity != nullptr && category_of(*entity) == Category::kPerson;
    }

    Shot& shot_;
};

}  // namespace

void prepare_games(Shot& shot) {
    Games(shot).run();
}

}  // namespace hibari::world
