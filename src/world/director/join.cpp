#include "world/director/join.h"

#include "world/director/reader_words.h"
#include "world/director/token.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

/// Three numbers in a row, each one less than the one before.
bool counts_down(std::string_view text) {
    constexpr std::array<std::string_view, 10> kWords{
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };
    int last = 0;
    int run = 1;
    for (const Token& token : tokenize(text)) {
        const auto word = std::ranges::find(kWords, token.text);
        int number = word != kWords.end() ? static_cast<int>(word - kWords.begin()) + 1 : 0;
        if (token.kind == TokenKind::kNumber) {
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), number);
        }
        if (number == 0) {
            continue;
        }
        run = number == last - 1 ? run + 1 : 1;
        last = number;
        if (run == 3) {
            return true;
        }
    }
    return false;
}

class Joiner {
  public:
    Joiner(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        begin_the_row();
        swing_once();
        swing_as_one();
        swing_into();
        strike_what_was_aimed_at();
        fall_out_of_tricks();
        forget_stand_in_player();
        save_shots();
        fling_from_seesaw();
        start_after_the_count();
    }

  private:
    std::string_view kind(int member) const {
        return member < 0 ? std::string_view{} : story_.thing_of(member).name;
    }

    template <typename Wanted>
    void drop_if(Wanted wanted) {
        std::erase_if(draft_.actions, wanted);
    }

    // "Three, two, one, lift-off!": whoever counts down does it before the start.
    void start_after_the_count() {
        const auto starts = [](const DraftAction& action) {
            return action.action.verb == Verb::kLaunch || action.action.verb == Verb::kRun ||
                   action.action.verb == Verb::kDrive || action.action.verb == Verb::kExplode;
        };
        for (DraftLine& counting : draft_.lines) {
            const auto start = std::ranges::find_if(draft_.actions, starts);
            if (!counts_down(counting.line.text) || start == draft_.actions.end() ||
                counting.line.step < start->action.step) {
                continue;
            }
            const int now = start->action.step;
            for (DraftAction& action : draft_.actions) {
                action.action.step += action.action.step >= now ? 1 : 0;
            }
            for (DraftLine& line : draft_.lines) {
                line.line.step += line.line.step >= now ? 1 : 0;
            }
            counting.line.step = now;
        }
        draft_.step = std::min(draft_.step + 1, ScriptLimits::kStepMax);
        for (DraftAction& action : draft_.actions) {
            action.action.step = std::min(action.action.step, ScriptLimits::kStepMax);
        }
        for (DraftLine& line : draft_.lines) {
            line.line.step = std::min(line.line.step, ScriptLimits::kStepMax);
        }
    }

    // "hits a domino, which knocks over a row of dominoes": that one is the first of the row.
    void begin_the_row() {
        drop_if([&](const DraftAction& push) {
            if (push.target < 0 ||
                (push.action.verb != Verb::kHit && push.action.verb != Verb::kPush)) {
                return false;
            }
            CastMember& one = story_.cast[static_cast<std::size_t>(push.subject)];
            const CastMember& row = story_.cast[static_cast<std::size_t>(push.target)];
            const auto size_of = [&](int group) {
                return std::ranges::count(story_.cast, group, &CastMember::group);
            };
            if (one.thing != row.thing || story_.is_alive(push.subject) || size_of(one.group) > 1 ||
                size_of(row.group) < 3) {
                return false;
            }
            one.group = row.group;
            return true;
        });
    }

    // "swings and hits a home run": one stroke.
    void swing_once() {
        drop_if([&](const DraftAction& swing) {
            const bool strokes = swing.action.verb == Verb::kBat && said(swing, "swing");
            return strokes && std::ranges::any_of(draft_.actions, [&](const DraftAction& hit) {
                       return &hit != &swing && hit.subject == swing.subject &&
                              hit.action.verb == Verb::kBat && !said(hit, "swing") &&
                              hit.action.step == swing.action.step + 1;
                   });
        });
    }

    // Lifted, let go, clicking, flying out: all that a cradle does is one swinging.
    void swing_as_one() {
        for (const int member : draft_.present) {
            if (kind(member) != "newtons_cradle") {
                continue;
            }
            const auto first = std::ranges::find(draft_.actions, member, &DraftAction::subject);
            if (first == draft_.actions.end()) {
                continue;
            }
            DraftAction swing = *first;
            swing.action.verb = Verb::kSwing;
            swing.action.direction = Direction::kNone;
            swing.object = -1;
            swing.target = -1;
            for (const DraftAction& action : draft_.actions) {
                if (action.subject == member) {
                    swing.action.repeat = std::max(swing.action.repeat, action.action.repeat);
                    swing.action.step = std::min(swing.action.step, action.action.step);
                }
            }
            drop_if([&](const DraftAction& action) { return action.subject == member; });
            draft_.actions.push_front(swing);
        }
    }

    // "A pendulum swings and knocks a bottle off the table."
    void swing_into() {
        for (std::size_t i = 1; i < draft_.actions.size(); ++i) {
            const DraftAction blow = draft_.actions[i];
            const bool strikes = blow.action.verb == Verb::kHit || blow.action.verb == Verb::kPush;
            if (!strikes || story_.is_alive(blow.subject) || blow.target < 0) {
                continue;
            }
            for (std::size_t k = 0; k < i; ++k) {
                DraftAction& swing = draft_.actions[k];
                if (swing.subject == blow.subject && swing.action.verb == Verb::kSwing &&
                    swing.target < 0) {
                    swing.target = blow.target;
                    draft_.actions.erase(draft_.actions.begin() + static_cast<std::ptrdiff_t>(i));
                    --i;
                    break;
                }
            }
        }
    }

    // "throws a snowball at a boy and hits him", "bowls and knocks down all the pins": the blow is
    // how the throw ends.
    void strike_what_was_aimed_at() {
        for (std::size_t i = 1; i < draft_.actions.size(); ++i) {
            const DraftAction blow = draft_.actions[i];
            const bool strikes = blow.action.verb == Verb::kHit || blow.action.verb == Verb::kPush;
            if (!strikes || !story_.is_alive(blow.subject) || blow.target < 0) {
                continue;
            }
            for (std::size_t k = i; k-- > 0;) {
                DraftAction& sent = draft_.actions[k];
                const bool pins =
                    sent.action.verb == Verb::kBowl && kind(blow.target) == "bowling_pin";
                if (sent.subject != blow.subject || !is_sending(sent.action.verb) ||
                    (sent.target != blow.target && !pins) || sent.action.step > blow.action.step) {
                    continue;
                }
                if (!sent.decided) {
                    sent.action.outcome = blow.action.outcome == Outcome::kFailure
                                              ? Outcome::kFailure
                                              : Outcome::kSuccess;
                    sent.decided = true;
                }
                draft_.actions.erase(draft_.actions.begin() + static_cast<std::ptrdiff_t>(i));
                --i;
                break;
            }
        }
    }

    // "falls while attempting an axel": the axel fails. Who slips at a shot misses, then falls.
    void fall_out_of_tricks() {
        for (DraftAction& fall : draft_.actions) {
            for (DraftAction& shot : draft_.actions) {
                if (fall.action.verb == Verb::kFall && shot.subject == fall.subject &&
                    is_sending(shot.action.verb) && shot.action.step == fall.action.step) {
                    shot.action.outcome = Outcome::kFailure;
                    shot.decided = true;
                    ++fall.action.step;
                }
            }
        }
        drop_if([&](const DraftAction& fall) {
            if (fall.action.verb != Verb::kFall || !story_.is_alive(fall.subject)) {
                return false;
            }
            for (DraftAction& trick : draft_.actions) {
                if (trick.subject == fall.subject && trick.action.step == fall.action.step &&
                    is_trick(trick.action.verb)) {
                    trick.action.outcome = Outcome::kFailure;
                    trick.decided = true;
                    return true;
                }
            }
            return false;
        });
    }

    // "Penalty: the striker shoots": the heading's nobody is the striker.
    void forget_stand_in_player() {
        for (const int nobody : std::vector<int>(draft_.present)) {
            const CastMember& member = story_.cast[static_cast<std::size_t>(nobody)];
            if (member.entity.called != "someone") {
                continue;
            }
            const auto his = std::ranges::find(draft_.actions, nobody, &DraftAction::subject);
            if (his == draft_.actions.end() || !is_sending(his->action.verb)) {
                continue;
            }
            const DraftAction first = *his;
            const auto player = std::ranges::find_if(draft_.actions, [&](const DraftAction& other) {
                return other.subject != nobody && story_.is_person(other.subject) &&
                       is_sending(other.action.verb) &&
                       (other.object == first.object || other.object < 0);
            });
            if (player == draft_.actions.end()) {
                continue;
            }
            player->target = player->target < 0 ? first.target : player->target;
            player->object = first.object;
            if (!player->decided && first.decided) {
                player->action.outcome = first.action.outcome;
                player->decided = true;
            }
            drop_if([&](const DraftAction& action) { return action.subject == nobody; });
            std::erase(draft_.present, nobody);
        }
    }

    // A shot that somebody saves does not go in.
    void save_shots() {
        for (DraftAction& saved : draft_.actions) {
            if (saved.action.verb != Verb::kCatch || saved.action.outcome == Outcome::kFailure) {
                continue;
            }
            for (DraftAction& shot : draft_.actions) {
                const bool at_goal = shot.target >= 0 && !story_.is_alive(shot.target);
                const bool same = saved.object < 0 || saved.object == shot.object;
                if (is_sending(shot.action.verb) && at_goal && same &&
                    shot.subject != saved.subject && shot.action.step <= saved.action.step &&
                    !shot.decided) {
                    shot.action.outcome = Outcome::kFailure;
                    shot.decided = true;
                    saved.action.outcome = Outcome::kSuccess;
                    saved.object = shot.object;
                }
            }
        }
    }

    // "A ball drops onto a seesaw and flings the duck into a bucket": the duck sits on the other
    // end, and what flings it is the seesaw.
    void fling_from_seesaw() {
        const auto seesaw = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "seesaw";
        });
        if (seesaw == draft_.present.end()) {
            return;
        }
        const int plank = *seesaw;
        drop_if([&](const DraftAction& fling) {
            const bool flings = fling.action.verb == Verb::kThrow ||
                                fling.action.verb == Verb::kFly ||
                                fling.action.verb == Verb::kLaunch;
            // What "flies up" by itself was flung as well.
            const bool flies_up = fling.object < 0 && fling.subject != plank &&
                                  !story_.thing_of(fling.subject).traits.flies &&
                                  fling.action.verb != Verb::kThrow;
            const int flung = flies_up ? fling.subject : fling.object;
            if (!flings || story_.is_alive(fling.subject) || flung < 0 || flung == plank) {
                return false;
            }
            const bool there = std::ranges::any_of(draft_.relations, [&](const auto& relation) {
                return relation.owner == flung && relation.target == plank;
            });
            if (!there) {
                draft_.relations.push_back({flung, RelationKind::kOn, plank});
            }
            return true;
        });
        for (DraftAction& action : draft_.actions) {
            if (action.action.verb == Verb::kHit && action.target == plank &&
                !story_.is_alive(action.subject)) {
                action.action.verb = Verb::kDrop;
            }
        }
    }

    Story& story_;
    DraftShot& draft_;
};

}  // namespace

void join_actions(Story& story, DraftShot& draft) {
    Joiner(story, draft).run();
}

}  // namespace hibari::world
