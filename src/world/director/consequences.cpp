#include "world/director/consequences.h"

#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

class Consequences {
  public:
    explicit Consequences(Story& story) : story_(story) {}

    void run(DraftShot& draft) {
        add_throwers(draft);
        drop_consequences(draft);
        go_into_water(draft);
        come_up(draft);
        let_flee(draft);
        let_fetch(draft);
        let_feed(draft);
        put_down_vessels(draft);
        leave_the_table(draft);
        break_on_impact(draft);
        leap_upon(draft);
        set_upon(draft);
        come_to_hit(draft);
        open_the_truck(draft);
    }

  private:
    int group_of(int member) const { return story_.cast[static_cast<std::size_t>(member)].group; }

    // "A surfer wipes out and comes up coughing": who went into the water swims there.
    static void come_up(DraftShot& draft) {
        for (DraftAction& action : draft.actions) {
            const bool rises = said(action, "com") || said(action, "surfac") ||
                               said(action, "resurfac") || said(action, "emerg") ||
                               said(action, "reappear");
            const bool fell = std::ranges::any_of(draft.actions, [&](const DraftAction& before) {
                return before.subject == action.subject &&
                       before.action.step < action.action.step &&
                       before.action.outcome == Outcome::kFailure &&
                       (before.action.verb == Verb::kSurf || before.action.verb == Verb::kPaddle);
            });
            if (rises && fell) {
                action.action.verb = Verb::kSwim;
                action.object = -1;
                action.target = -1;
                action.action.intensity = 0.5F;
                action.action.duration_s = 2.5F;
            }
        }
    }

    // Things that fall because something hits them need no order to fall; of a row of dominoes only
    // the first is tipped.
    void drop_consequences(DraftShot& draft) {
        // "rolls down a ramp, passes behind a box and comes out": all of it is one rolling.
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            const bool moves =
                action.action.verb == Verb::kSlide || action.action.verb == Verb::kDrive ||
                (action.action.verb == Verb::kRoll && action.target < 0 && !said(action, "roll"));
            const bool goes_on =
                !story_.is_alive(action.subject) && moves &&
                (said(action, "pass") || said(action, "com") || said(action, "go") ||
                 said(action, "continu") || said(action, "appear") || said(action, "emerg"));
            return goes_on && std::ranges::any_of(draft.actions, [&](const DraftAction& before) {
                       return before.subject == action.subject &&
                              before.action.step < action.action.step &&
                              (before.action.verb == Verb::kRoll ||
                               before.action.verb == Verb::kDrive ||
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

    // What is caught comes from somebody: "a dog catches a frisbee".
    // "steals a twig", "picks it up": got from where it is, not out of the air.
    static bool takes(const DraftAction& action) {
        constexpr std::string_view kTaking[] = {
            "pick", "steal", "stole", "grab", "tak", "took", "snatch", "fetch", "seiz", "collect"
        };
        return std::ranges::any_of(kTaking, [&](std::string_view stem) {
            return said(action, stem);
        });
    }

    void add_throwers(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction caught = draft.actions[i];
            // "snatches a flying frisbee": it flies because it was thrown.
            const auto flies_by = [&](const DraftAction& other) {
                return other.subject == caught.object && other.action.verb == Verb::kFly;
            };
            const bool aloft = std::ranges::any_of(draft.actions, flies_by);
            if (caught.action.verb != Verb::kCatch || caught.object < 0 ||
                story_.is_alive(caught.object) || (takes(caught) && !aloft) ||
                !flies(caught.object) || draft.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            const bool comes = std::ranges::any_of(draft.actions, [&](const DraftAction& other) {
                return (other.subject == caught.object && !flies_by(other)) ||
                       (other.object == caught.object && other.action.verb != Verb::kCatch);
            });
            const bool company = std::ranges::any_of(draft.present, [&](int member) {
                return member != caught.subject && story_.is_person(member);
            });
            const bool was_there = story_.given_shots > 0 && &draft != &story_.shots.front() &&
                                   Story::has(*(&draft - 1), caught.object);
            if (comes || company || was_there) {
                continue;  // The stage finds who of those present throws it, or it flies already.
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
            std::erase_if(draft.actions, flies_by);
            ++i;
        }
    }

    bool flies(int member) const {
        return story_.category_of(member) == Category::kBall ||
               story_.thing_of(member).traits.holdable;
    }

    // What floats, sinks or swims beside a tank, a tub or a bucket does it in there.
    void go_into_water(DraftShot& draft) {
        const auto vessel = std::ranges::find_if(draft.present, [&](int member) {
            return story_.thing_of(member).traits.vessel;
        });
        if (vessel == draft.present.end()) {
            return;
        }
        const int tank = *vessel;
        bool& filled = story_.cast[static_cast<std::size_t>(tank)].entity.filled;
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            return action.subject == tank && is_wet(action.action.verb);
        });
        const bool is_open_water = draft.place == "lake" || draft.place == "sea";
        for (const int member : draft.present) {
            if (story_.thing_of(member).name == "fish" && !is_placed(draft, member)) {
                draft.relations.push_back({member, RelationKind::kInside, tank});
                filled = true;
            }
        }
        for (DraftAction& action : draft.actions) {
            if (!is_wet(action.action.verb) || story_.is_person(action.subject) || is_open_water) {
                continue;
            }
            filled = true;
            const bool comes = std::ranges::any_of(draft.actions, [&](const DraftAction& before) {
                return before.target == tank &&
                       (before.subject == action.subject || before.object == action.subject) &&
                       before.action.verb != action.action.verb;
            });
            action.target = -1;
            if (!comes && !is_placed(draft, action.subject)) {
                draft.relations.push_back({action.subject, RelationKind::kInside, tank});
            }
        }
    }

    static bool is_wet(Verb verb) {
        return verb == Verb::kFloat || verb == Verb::kSink || verb == Verb::kSwim;
    }

    // Who is chased runs.
    void let_flee(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction chase = draft.actions[i];
            const bool flees =
                chase.target >= 0 && (story_.is_alive(chase.target) ||
                                      story_.category_of(chase.target) == Category::kVehicle);
            const bool drives = said(chase, "chas") || said(chase, "herd") || said(chase, "round");
            if (!drives || !flees || draft.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            const bool busy = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == chase.target && action.action.step == chase.action.step;
            });
            if (!busy) {
                DraftAction flee = chase;
                flee.subject = chase.target;
                flee.target = -1;
                const Verb rides =
                    riding_verb(story_.cast[static_cast<std::size_t>(flee.subject)].entity.called);
                if (!story_.is_alive(flee.subject)) {
                    flee.action.verb = Verb::kDrive;
                } else if (story_.thing_of(flee.subject).traits.flies) {
                    flee.action.verb = Verb::kFly;
                } else if (rides == Verb::kStay) {
                    flee.action.verb = Verb::kRun;  // The chaser may fly.
                } else {
                    flee.action.verb = rides;  // "a cyclist is chased"
                    flee.verb_row = -1;
                    flee.object = story_.need(draft, mount_of(rides), "somebody rides it");
                    draft.relations.push_back({flee.subject, RelationKind::kRiding, flee.object});
                }
                draft.actions.push_back(flee);
            }
        }
    }

    // Who is fed eats: "feeding the ducks".
    void let_feed(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction feed = draft.actions[i];
            if (!said(feed, "feed") || feed.target < 0 ||
                story_.category_of(feed.target) != Category::kAnimal) {
                continue;
            }
            for (const int member : draft.present) {
                const bool busy =
                    group_of(member) != group_of(feed.target) ||
                    std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                        return action.subject == member;
                    });
                if (!busy && draft.actions.size() < Limits::kActionsMax) {
                    DraftAction eat;
                    eat.subject = member;
                    eat.action.verb = Verb::kGraze;
                    eat.action.step = feed.action.step;
                    draft.actions.push_back(std::move(eat));
                }
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
            int sender = -1;
            bool has_it = false;
            for (const DraftAction& other : draft.actions) {
                if (other.object != deed.object || other.action.step > step ||
                    &other == &draft.actions[i]) {
                    continue;
                }
                sender = is_sending(other.action.verb) ? other.subject : sender;
                has_it =
                    has_it || (other.subject == deed.subject && other.action.verb == Verb::kCatch);
            }
            DraftAction back = deed;
            back.object = -1;
            back.target = deed.target >= 0 ? deed.target : sender;
            back.action.verb = Verb::kRun;
            back.action.direction = back.target >= 0 ? Direction::kNone : Direction::kLeft;
            back.action.step = std::min(has_it ? step : step + 1, Limits::kStepMax);
            draft.step = std::max(draft.step, back.action.step);
            if (has_it) {
                draft.actions[i] = back;  // It only has to be brought.
                continue;
            }
            draft.actions[i].action.verb = Verb::kCatch;
            draft.actions[i].action.step = std::min(step, Limits::kStepMax);
            draft.actions[i].action.outcome = Outcome::kSuccess;
            draft.actions[i].target = -1;
            draft.actions.push_back(back);
        }
    }

    // "a truck loaded with crates" has an open bed for them.
    void open_the_truck(const DraftShot& draft) {
        const int open = story_.thing_named("flatbed truck");
        for (const DraftRelation& relation : draft.relations) {
            CastMember& truck = story_.cast[static_cast<std::size_t>(relation.target)];
            const bool carries =
                relation.kind == RelationKind::kOn || relation.kind == RelationKind::kInside;
            if (carries && !story_.is_person(relation.owner) && truck.entity.kind == "truck" &&
                open >= 0) {
                truck.thing = open;
                truck.entity.kind = std::string(story_.thing_of(relation.target).name);
            }
        }
    }

    // "apples lie in a bowl on the table": it is the bowl that stands there.
    void put_down_vessels(DraftShot& draft) const {
        for (const DraftRelation within : std::vector<DraftRelation>(draft.relations)) {
            const auto on = std::ranges::find_if(draft.relations, [&](const DraftRelation& load) {
                return load.owner == within.owner && load.kind == RelationKind::kOn;
            });
            if (within.kind != RelationKind::kInside || on == draft.relations.end() ||
                on->target == within.target) {
                continue;
            }
            const DraftRelation stand{within.target, RelationKind::kOn, on->target};
            draft.relations.erase(on);
            if (!is_placed(draft, within.target)) {
                draft.relations.push_back(stand);
            }
        }
    }

    // "a fruit rolls off": off what there is to stand on.
    void leave_the_table(DraftShot& draft) const {
        const auto table = std::ranges::find_if(draft.present, [&](int member) {
            const ThingNoun& thing = story_.thing_of(member);
            return thing.traits.surface && thing.category == Category::kProp;
        });
        if (table == draft.present.end()) {
            return;
        }
        for (const DraftAction& action : draft.actions) {
            const Verb verb = action.action.verb;
            const bool leaves = action.action.direction == Direction::kOff &&
                                (verb == Verb::kRoll || verb == Verb::kSlide ||
                                 verb == Verb::kFall || verb == Verb::kDrop);
            if (leaves && action.target < 0 && !story_.is_alive(action.subject) &&
                action.subject != *table && !is_placed(draft, action.subject) &&
                story_.thing_of(action.subject).traits.holdable) {
                draft.relations.push_back({action.subject, RelationKind::kOn, *table});
            }
        }
    }

    // Below all that it is stacked on; -1: it stands on the ground.
    int foot_of(const DraftShot& draft, int thing) const {
        constexpr int kHighest = 16;
        int under = -1;
        for (int i = 0; i < kHighest; ++i) {
            const auto on = std::ranges::find_if(draft.relations, [&](const DraftRelation& load) {
                return load.owner == thing && load.kind == RelationKind::kOn;
            });
            if (on == draft.relations.end()) {
                break;
            }
            thing = under = on->target;
        }
        return under;
    }

    // "jumps up and knocks the vase over": onto what the vase stands on.
    void leap_upon(DraftShot& draft) const {
        for (DraftAction& leap : draft.actions) {
            if (leap.action.verb != Verb::kJump || leap.action.direction != Direction::kUp ||
                leap.target >= 0 || story_.category_of(leap.subject) != Category::kAnimal) {
                continue;
            }
            for (const DraftAction& deed : draft.actions) {
                const int thing = deed.target >= 0 ? deed.target : deed.object;
                const bool strikes =
                    deed.action.verb == Verb::kPush || deed.action.verb == Verb::kHit;
                if (deed.subject != leap.subject || !strikes || thing < 0 ||
                    deed.action.step <= leap.action.step) {
                    continue;
                }
                const int foot = foot_of(draft, thing);
                const bool carries = foot >= 0 && story_.thing_of(foot).traits.surface &&
                                     story_.category_of(foot) == Category::kProp;
                leap.target = carries ? foot : -1;
            }
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
        // "rolls into the bottles and scatters them"
        std::erase_if(draft.actions, [&](const DraftAction& blow) {
            constexpr float kFells = 1.1F;
            return blow.action.verb == Verb::kHit && blow.target >= 0 &&
                   blow.action.intensity > kFells && !story_.is_alive(blow.subject) &&
                   std::ranges::any_of(draft.actions, [&](const DraftAction& roll) {
                       return roll.subject == blow.subject && roll.target == blow.target &&
                              roll.action.verb == Verb::kRoll &&
                              roll.action.step <= blow.action.step;
                   });
        });
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

    // The living do not go to pieces: what they dropped or struck does. -1 when there is no such.
    int lost_by(const DraftShot& draft, int member) const {
        for (auto deed = draft.actions.rbegin(); deed != draft.actions.rend(); ++deed) {
            const int thing = deed->object >= 0 ? deed->object : deed->target;
            if (deed->subject == member && thing >= 0 && !story_.is_alive(thing)) {
                return thing;
            }
        }
        return -1;
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
            if (story_.is_alive(action.subject)) {
                action.subject = lost_by(draft, action.subject);
            }
            for (DraftAction& topples : draft.actions) {
                if (topples.subject == action.subject && topples.action.verb == Verb::kTopple &&
                    is_placed(draft, action.subject)) {
                    topples.action.verb = Verb::kFall;  // Off what it stands on.
                }
            }
            for (const DraftAction& cause : draft.actions) {
                const bool moves =
                    cause.subject == action.subject &&
                    (cause.action.verb == Verb::kFall || cause.action.verb == Verb::kDrop ||
                     cause.action.verb == Verb::kTopple || cause.action.verb == Verb::kRoll ||
                     cause.action.verb == Verb::kSlide);
                const bool is_moved =
                    cause.subject != action.subject &&
                    (cause.object == action.subject || cause.target == action.subject);
                if ((moves || is_moved) && cause.action.step <= action.action.step) {
                    action.action.step = cause.action.step;
                }
            }
        }
        std::erase_if(draft.actions, [](const DraftAction& action) {
            return action.action.verb == Verb::kExplode && action.subject < 0;
        });
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

void follow_consequences(Story& story, DraftShot& draft) {
    Consequences(story).run(draft);
}

}  // namespace hibari::world
