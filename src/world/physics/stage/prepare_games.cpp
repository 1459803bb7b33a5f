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
        kick_at_goals();
        throw_for_animals();
        send_back();
        hand_over();
        play_catch();
        run_after_throws();
        keep_goals();
        fetch_what_is_chased();
        rally();
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

    /// What an animal is to fetch is thrown for it, across the picture and not at it; it runs when
    /// it flies.
    void throw_for_animals() {
        for (std::size_t i = 0; i < shot_.actions.size(); ++i) {
            const Action fetch = shot_.actions[i];
            const Entity* hunter = find(fetch.subject);
            if (fetch.verb != Verb::kCatch || hunter == nullptr || !holds_in_mouth(*hunter)) {
                continue;
            }
            for (Action& toss : shot_.actions) {
                if (toss.verb != Verb::kThrow || toss.object != fetch.object ||
                    toss.subject == fetch.subject) {
                    continue;
                }
                if (toss.target == fetch.subject && stays_for_it(fetch)) {
                    // It leaps for what flies at it.
                    leap_for(fetch, toss.step);
                    break;
                }
                toss.target = toss.target == fetch.subject ? std::string{} : toss.target;
                if (toss.target.empty() && toss.direction == Direction::kNone) {
                    toss.direction = Direction::kRight;
                }
                const int thrown = toss.step;
                std::erase_if(shot_.actions, [&](const Action& run) {
                    return run.verb == Verb::kRun && run.subject == fetch.subject &&
                           run.target == fetch.object && run.step <= thrown;
                });
                break;
            }
        }
    }

    /// It neither runs after what is thrown nor brings it back.
    bool stays_for_it(const Action& fetch) const {
        return std::ranges::none_of(shot_.actions, [&](const Action& run) {
            return run.subject == fetch.subject && run.verb == Verb::kRun;
        });
    }

    void leap_for(const Action& fetch, int step) {
        std::erase_if(shot_.actions, [&](const Action& leap) {
            return leap.subject == fetch.subject && leap.verb == Verb::kJump;
        });
        for (Action& action : shot_.actions) {
            if (action.subject == fetch.subject && action.verb == Verb::kCatch &&
                action.object == fetch.object) {
                action.step = step;
            }
        }
    }

    /// Whoever smashes or blasts a ball at a goal kicks it, once.
    void kick_at_goals() {
        for (Action& action : shot_.actions) {
            const Entity* target = find(action.target);
            if (action.verb == Verb::kBat && is_person(find(action.subject)) && target != nullptr &&
                target->kind == "soccer_goal") {
                action.verb = Verb::kKick;
            }
        }
        for (std::size_t i = 0; i < shot_.actions.size(); ++i) {
            const Action kick = shot_.actions[i];
            std::size_t number = 0;
            std::erase_if(shot_.actions, [&](const Action& again) {
                const bool same = kick.verb == Verb::kKick && again.verb == Verb::kKick &&
                                  again.subject == kick.subject && again.object == kick.object &&
                                  again.target == kick.target && again.step == kick.step;
                return same && number++ > 0;
            });
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
        // Jumps for joy are no saves.
        const bool acts = std::ranges::any_of(shot_.actions, [&](const Action& action) {
            return is_save(action) && action.verb != Verb::kJump &&
                   (action.object == kick.object || action.target == kick.object ||
                    (action.verb == Verb::kDive && action.object.empty()));
        });
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

    // ---- Rallies

    /// Two who hit the same ball hit it to and fro as long as there is time; who is to hit it into
    /// the net does it last.
    void rally() {
        std::vector<Action> strokes;
        for (const Action& action : shot_.actions) {
            if (action.verb == Verb::kBat && is_person(find(action.subject)) &&
                find(action.object) != nullptr &&
                (strokes.empty() || action.object == strokes.front().object)) {
                strokes.push_back(action);
            }
        }
        if (strokes.size() < 2) {
            return;
        }
        Action first = strokes.front();
        const auto other = std::ranges::find_if(strokes, [&](const Action& stroke) {
            return stroke.subject != first.subject;
        });
        if (other == strokes.end() || is_person(find(first.target))) {
            return;
        }
        Action second = *other;
        const auto lost = std::ranges::find(strokes, Outcome::kFailure, &Action::outcome);
        constexpr float kFirst_s = 2.6F;  // The first stroke, and what is seen after the last.
        constexpr float kStroke_s = 1.1F;
        int count = std::clamp(static_cast<int>((shot_.duration_s - kFirst_s) / kStroke_s), 2, 7);
        if (lost != strokes.end() && (lost->subject == first.subject) != (count % 2 == 1)) {
            ++count;
        }
        first.outcome = second.outcome = Outcome::kSuccess;
        (count % 2 == 1 ? first : second).outcome =
            lost != strokes.end() ? Outcome::kFailure : Outcome::kSuccess;
        first.repeat = (count + 1) / 2;
        second.repeat = count / 2;
        second.step = first.step;
        if (second.target.empty()) {
            second.target = first.target;
        }
        std::erase_if(shot_.actions, [&](const Action& action) {
            return action.verb == Verb::kBat && action.object == first.object &&
                   (action.subject == first.subject || action.subject == second.subject);
        });
        shot_.actions.push_back(first);
        shot_.actions.push_back(second);
        share_tool(first.subject, second.subject);
    }

    static std::string tool_of(const Entity& player) {
        for (const Relation& relation : player.relations) {
            if (relation.kind == RelationKind::kHolding) {
                return relation.target;
            }
        }
        return {};
    }

    /// Two cannot hold the same racket.
    void share_tool(const std::string& one, const std::string& other) {
        const std::string tool = tool_of(*find(one));
        if (tool.empty() || tool_of(*find(other)) != tool || find(tool) == nullptr) {
            return;
        }
        Entity copy = *find(tool);
        copy.id = other + "_" + tool;
        for (Relation& relation : find(other)->relations) {
            if (relation.kind == RelationKind::kHolding) {
                relation.target = copy.id;
            }
        }
        shot_.entities.push_back(copy);
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
