#include "world/director/props.h"

#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

constexpr float kFiredAt = 3.0F;  // Toy blocks beside a cannon would not be seen.

class Props {
  public:
    Props(Story& story, DraftShot& draft) : story_(story), draft_(draft) {}

    void run() {
        toss_in_the_pan();
        hold_umbrellas();
        fire_cannons();
        light_the_cake();
        aim_at_the_flame();
        put_on_tables();
        jugglers_juggle();
        juggle_several();
        fumble();
        forget_landings();
        let_balloons_rise();
        pour_out();
        drop_the_tray();
        spill_the_tray();
        load_the_seesaw();
        fit_pendulums();
    }

  private:
    std::string_view kind(int member) const {
        return member < 0 ? std::string_view{} : story_.thing_of(member).name;
    }

    Entity& entity(int member) { return story_.cast[static_cast<std::size_t>(member)].entity; }

    bool is_placed(int member) const {
        return std::ranges::any_of(draft_.relations, [&](const DraftRelation& relation) {
            return relation.owner == member ||
                   (relation.target == member && relation.kind == RelationKind::kHolding);
        });
    }

    bool is_used(int member) const {
        return std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.object == member;
        });
    }

    bool lies_in_a_pan(int member) const {
        return std::ranges::any_of(draft_.relations, [&](const DraftRelation& relation) {
            return relation.owner == member &&
                   story_.thing_of(relation.target).name == "frying_pan" &&
                   (relation.kind == RelationKind::kInside || relation.kind == RelationKind::kOn);
        });
    }

    // "waits under an umbrella": who stands in the rain holds it; on a beach it stands by itself.
    void hold_umbrellas() {
        const auto is_held = [&](int umbrella) {
            return std::ranges::any_of(draft_.relations, [&](const DraftRelation& relation) {
                return relation.target == umbrella && relation.kind == RelationKind::kHolding;
            });
        };
        for (DraftRelation& relation : draft_.relations) {
            const bool under = relation.kind == RelationKind::kUnder ||
                               relation.kind == RelationKind::kOn ||
                               relation.kind == RelationKind::kBeside;
            const std::string& called =
                story_.cast[static_cast<std::size_t>(relation.target)].entity.called;
            const bool stands = called.find("beach") != std::string::npos ||
                                called.find("parasol") != std::string::npos;
            if (under && story_.is_person(relation.owner) && kind(relation.target) == "umbrella" &&
                !stands && draft_.place != "beach" && !is_held(relation.target)) {
                relation.kind = RelationKind::kHolding;
            }
        }
    }

    void enlarge_toys(int group) {
        for (CastMember& member : story_.cast) {
            const bool toy =
                story_.nouns->things[static_cast<std::size_t>(member.thing)].category ==
                Category::kTabletop;
            if (member.group == group && toy && member.entity.scale < kFiredAt) {
                member.entity.scale = kFiredAt;
            }
        }
    }

    /// "loads a cannonball into a cannon and fires it": the ball of the one is that of the other.
    static bool loads(const DraftAction& loading, const DraftAction& shot) {
        return loading.action.verb == Verb::kDrop && loading.target == shot.subject;
    }

    /// The iron ball of a gun: the one that was named, else one of its own.
    int ball_of_gun(const DraftAction& shot) {
        for (const int member : draft_.present) {
            CastMember& ball = story_.cast[static_cast<std::size_t>(member)];
            if (!ball.implied && ball.head == "ball" && kind(member) == "ball") {
                ball.thing = story_.thing_named("cannonball");  // "and the ball hits a wall"
                ball.entity.kind = std::string(story_.thing_of(member).name);
            }
        }
        const auto free = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "cannonball" &&
                   std::ranges::none_of(draft_.actions, [&](const DraftAction& other) {
                       return other.object == member && other.subject != shot.subject &&
                              !loads(other, shot);
                   });
        });
        if (free != draft_.present.end()) {
            return *free;
        }
        CastMember iron;
        iron.thing = story_.thing_named("cannonball");
        iron.head = "cannonball";
        iron.entity.kind = "cannonball";
        iron.entity.called = "cannonball";
        iron.group = ++story_.groups;
        iron.implied = true;
        return iron.thing >= 0 ? story_.add(draft_, iron) : -1;
    }

    // "fires a cannon at the wall": the gun sends a ball, that then does all by itself.
    void fire_cannons() {
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            const bool fires =
                said(draft_.actions[i], "fire") || said(draft_.actions[i], "shoot") ||
                said(draft_.actions[i], "shot") || said(draft_.actions[i], "blast") ||
                said(draft_.actions[i], "go off") || said(draft_.actions[i], "goes off");
            if (!fires || kind(draft_.actions[i].subject) != "cannon") {
                continue;
            }
            const int ball = ball_of_gun(draft_.actions[i]);
            if (ball < 0) {
                continue;
            }
            DraftAction& shot = draft_.actions[i];
            const int brought = std::exchange(shot.object, ball);
            if (brought >= 0 && brought != ball &&
                story_.cast[static_cast<std::size_t>(brought)].implied) {
                std::erase(draft_.present, brought);
            }
            shot.target = shot.target == shot.subject ? -1 : shot.target;
            shot.action.verb = Verb::kShoot;
            if (shot.target >= 0) {
                draft_.relations.push_back({shot.subject, RelationKind::kFacing, shot.target});
                enlarge_toys(story_.cast[static_cast<std::size_t>(shot.target)].group);
            }
            std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                return relation.owner == ball ||
                       (relation.target == ball && relation.kind != RelationKind::kHolding);
            });
            std::erase_if(draft_.actions, [&](const DraftAction& other) {
                return other.subject == ball;
            });
        }
    }

    // "flips a pancake in a pan": it lies in the pan, the pan is held, and it comes down in there.
    void toss_in_the_pan() {
        const auto pan = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "frying_pan";
        });
        for (DraftAction& toss : draft_.actions) {
            const int food = toss.object >= 0 ? toss.object : toss.target;
            const bool tosses = toss.action.verb == Verb::kThrow || toss.action.verb == Verb::kSpin;
            if (!tosses || !story_.is_person(toss.subject) || food < 0 ||
                story_.category_of(food) != Category::kTabletop || kind(food) == "frying_pan" ||
                (kind(food) != "pancake" && !lies_in_a_pan(food))) {
                continue;
            }
            const int held = pan != draft_.present.end()
                                 ? *pan
                                 : story_.need(draft_, "frying pan", "it is flipped in one");
            if (held < 0) {
                return;
            }
            toss.action.verb = Verb::kThrow;
            toss.action.direction = Direction::kNone;
            toss.object = food;
            toss.target = held;
            std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                return relation.owner == food || relation.owner == held;
            });
            draft_.relations.push_back({food, RelationKind::kInside, held});
            draft_.relations.push_back({toss.subject, RelationKind::kHolding, held});
            const DraftAction flip = toss;
            bool falls = flip.action.outcome == Outcome::kFailure;
            std::erase_if(draft_.actions, [&](const DraftAction& after) {
                const bool down = after.subject == food && (after.action.verb == Verb::kFall ||
                                                            after.action.verb == Verb::kDrop);
                const bool caught =
                    after.subject == flip.subject && after.action.verb == Verb::kCatch;
                falls = falls || down || (caught && after.action.outcome == Outcome::kFailure);
                return down || caught;
            });
            for (DraftAction& same : draft_.actions) {
                if (same.object == food && same.target == held) {
                    same.action.outcome = falls ? Outcome::kFailure : Outcome::kSuccess;
                }
            }
            return;
        }
    }

    // The candles of a cake are its own.
    void light_the_cake() {
        const auto cake = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "cake";
        });
        if (cake == draft_.present.end()) {
            return;
        }
        const int whole = *cake;
        const auto is_its = [&](int member) {
            return kind(member) == "candle" &&
                   std::ranges::any_of(draft_.relations, [&](const DraftRelation& relation) {
                       return relation.owner == member && relation.target == whole &&
                              (relation.kind == RelationKind::kOn ||
                               relation.kind == RelationKind::kInside);
                   });
        };
        for (DraftAction& action : draft_.actions) {
            action.target = is_its(action.target) ? whole : action.target;
            action.object = is_its(action.object) ? whole : action.object;
        }
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            return is_its(action.subject);
        });
        std::vector<int> gone;
        std::ranges::copy_if(draft_.present, std::back_inserter(gone), is_its);
        std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
            return std::ranges::find(gone, relation.owner) != gone.end();
        });
        std::erase_if(draft_.present, [&](int member) {
            return std::ranges::find(gone, member) != gone.end();
        });
    }

    // "blows out a candle on her table": the candle, and that is where it stands.
    void aim_at_the_flame() {
        const auto flame = std::ranges::find_if(draft_.present, [&](int member) {
            return kind(member) == "candle" || kind(member) == "cake";
        });
        for (DraftAction& blow : draft_.actions) {
            if (blow.action.verb != Verb::kBlow || flame == draft_.present.end() ||
                kind(blow.target) == "candle" || kind(blow.target) == "cake" ||
                (blow.target >= 0 && !story_.thing_of(blow.target).traits.surface)) {
                continue;  // "blows a kiss to a man", "blows on his soup"
            }
            const int lit = *flame;
            if (blow.target >= 0 && story_.thing_of(blow.target).traits.surface &&
                !is_placed(lit)) {
                draft_.relations.push_back({lit, RelationKind::kOn, blow.target});
            }
            blow.target = lit;
        }
    }

    // What is blown out, poured into or eaten together stands on a table.
    void put_on_tables() {
        const bool living = std::ranges::any_of(draft_.present, [&](int member) {
            return story_.is_person(member);
        });
        const std::vector<int> present = draft_.present;
        for (const int member : present) {
            const bool aimed = std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
                return action.target == member &&
                       (action.action.verb == Verb::kBlow || action.action.verb == Verb::kPour);
            });
            const bool stands = aimed && story_.category_of(member) == Category::kTabletop;
            if (!living || is_placed(member) || is_used(member) ||
                !(stands || kind(member) == "cake")) {
                continue;
            }
            const int table = story_.need(draft_, "table", "it stands there");
            if (table >= 0) {
                draft_.relations.push_back({member, RelationKind::kOn, table});
            }
            if (draft_.place_hint.empty() && kind(member) != "cake") {
                draft_.place_hint = "kitchen";
            }
        }
    }

    // "A juggler drops one of his three balls": what he does with them goes unsaid.
    void jugglers_juggle() {
        for (const int who : draft_.present) {
            const std::string& head = story_.cast[static_cast<std::size_t>(who)].head;
            const bool does = std::ranges::any_of(draft_.actions, [&](const auto& action) {
                return action.action.verb == Verb::kJuggle && action.subject == who;
            });
            if (head != "juggler" || does) {
                continue;
            }
            std::vector<int> balls;
            std::ranges::copy_if(draft_.present, std::back_inserter(balls), [&](int member) {
                return story_.category_of(member) == Category::kBall;
            });
            for (const int ball : balls) {
                if (balls.size() < 2 || draft_.actions.size() >= Limits::kActionsMax) {
                    return;
                }
                DraftAction toss;
                toss.subject = who;
                toss.object = ball;
                toss.action.verb = Verb::kJuggle;
                draft_.actions.push_back(toss);
            }
            return;
        }
    }

    // "She juggles": three balls, that fit the hand.
    void juggle_several() {
        constexpr std::size_t kUsual = 3;
        constexpr float kBall = 0.32F;  // A juggler's is 7 cm wide.
        std::vector<int> jugglers;
        for (DraftAction& action : draft_.actions) {
            if (action.action.verb != Verb::kJuggle) {
                continue;
            }
            if (action.object < 0) {
                action.object = story_.need(draft_, "ball", "it is juggled");
            }
            if (action.object < 0) {
                continue;
            }
            if (kind(action.object) == "ball" && entity(action.object).scale == 1.0F) {
                entity(action.object).scale = kBall;
            }
            jugglers.push_back(action.subject);
        }
        for (const int juggler : jugglers) {
            const auto once = std::ranges::count(jugglers, juggler) == 1;
            for (std::size_t i = 1; once && i < kUsual; ++i) {
                const auto first = std::ranges::find_if(draft_.actions, [&](const auto& action) {
                    return action.action.verb == Verb::kJuggle && action.subject == juggler &&
                           action.object >= 0;
                });
                if (first == draft_.actions.end()) {
                    break;
                }
                CastMember more = story_.cast[static_cast<std::size_t>(first->object)];
                if (draft_.actions.size() >= Limits::kActionsMax) {
                    return;
                }
                DraftAction toss = *first;
                toss.object = story_.add(draft_, std::move(more));
                if (toss.object >= 0) {
                    draft_.actions.push_back(toss);
                }
            }
        }
    }

    bool juggled(int member) const {
        return std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
            return action.action.verb == Verb::kJuggle && action.object == member;
        });
    }

    // "juggles three balls and drops one": of those in the air.
    void fumble() {
        int lost = -1;
        std::erase_if(draft_.actions, [&](const DraftAction& action) {
            const Verb verb = action.action.verb;
            const bool drops = verb == Verb::kDrop && juggled(action.object);
            const bool falls = (verb == Verb::kFall || verb == Verb::kDrop) && action.object < 0 &&
                               juggled(action.subject);
            lost = drops ? action.object : falls && lost < 0 ? action.subject : lost;
            return drops || falls;
        });
        for (DraftAction& action : draft_.actions) {
            if (action.action.verb == Verb::kJuggle && action.object == lost && lost >= 0) {
                action.action.outcome = Outcome::kFailure;
            }
        }
    }

    // "drops a hammer and a feather, both hit the ground": they do anyway.
    void forget_landings() {
        std::erase_if(draft_.actions, [&](const DraftAction& landing) {
            const bool lands = landing.action.verb == Verb::kFall &&
                               (said(landing, "hit") || said(landing, "land") ||
                                said(landing, "reach") || said(landing, "touch"));
            return lands && story_.is_person(landing.subject) &&
                   std::ranges::any_of(draft_.actions, [&](const DraftAction& drop) {
                       return drop.subject == landing.subject && drop.action.verb == Verb::kDrop &&
                              drop.action.step < landing.action.step;
                   });
        });
    }

    // What is lighter than air goes up when it is let go.
    void let_balloons_rise() {
        for (std::size_t i = 0; i < draft_.actions.size(); ++i) {
            const DraftAction drop = draft_.actions[i];
            if (drop.action.verb != Verb::kDrop || kind(drop.object) != "balloon" ||
                draft_.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            std::erase_if(draft_.actions, [&](const DraftAction& other) {
                const Verb verb = other.action.verb;
                return other.subject == drop.object &&
                       (verb == Verb::kFloat || verb == Verb::kFly || verb == Verb::kFall ||
                        verb == Verb::kLaunch || verb == Verb::kStay);
            });
            DraftAction rise;
            rise.subject = drop.object;
            rise.action.verb = Verb::kFloat;
            rise.action.direction = Direction::kUp;
            rise.action.step = drop.action.step;  // As soon as it is let go.
            draft_.actions.push_back(rise);
        }
    }

    // "carries a tray with a glass of water and drops it": what is held, not what lies on it.
    void drop_the_tray() {
        for (DraftAction& drop : draft_.actions) {
            const auto lies = std::ranges::find_if(draft_.relations, [&](const auto& relation) {
                return relation.owner == drop.object && relation.kind == RelationKind::kOn &&
                       kind(relation.target) == "tray";
            });
            const bool carried = lies != draft_.relations.end() &&
                                 std::ranges::any_of(draft_.actions, [&](const DraftAction& hold) {
                                     return hold.subject == drop.subject &&
                                            hold.object == lies->target &&
                                            hold.action.verb == Verb::kHold;
                                 });
            // "trips over a cat and drops it"
            const auto held = std::ranges::find_if(draft_.actions, [&](const DraftAction& hold) {
                return hold.subject == drop.subject && hold.action.verb == Verb::kHold &&
                       hold.action.step < drop.action.step && hold.object >= 0;
            });
            const bool other = drop.object >= 0 && story_.is_alive(drop.object) &&
                               held != draft_.actions.end() && held->object != drop.object;
            if (drop.action.verb != Verb::kDrop || !(carried || other)) {
                continue;
            }
            const int content = drop.object;
            drop.object = carried ? lies->target : held->object;
            std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                return relation.target == content && relation.kind == RelationKind::kHolding;
            });
        }
    }

    // "trips, and the glasses smash": all of those on the tray, when it comes down.
    void spill_the_tray() {
        const std::deque<DraftAction> told = draft_.actions;
        for (const DraftAction& smash : told) {
            const auto lies = std::ranges::find_if(draft_.relations, [&](const auto& relation) {
                return relation.owner == smash.subject && kind(relation.target) == "tray";
            });
            if (smash.action.verb != Verb::kExplode || lies == draft_.relations.end()) {
                continue;
            }
            int step = smash.action.step;
            for (const DraftAction& fall : told) {
                const bool down =
                    fall.action.verb == Verb::kFall || fall.action.verb == Verb::kDrop;
                step = down && story_.is_alive(fall.subject) ? fall.action.step : step;
            }
            std::erase_if(draft_.actions, [&](const DraftAction& action) {
                return action.action.verb == Verb::kExplode && action.subject == smash.subject;
            });
            const int tray = lies->target;
            for (const DraftRelation& load : draft_.relations) {
                if (load.target == tray && draft_.actions.size() < Limits::kActionsMax) {
                    DraftAction each = smash;
                    each.subject = load.owner;
                    each.action.step = step;
                    draft_.actions.push_back(each);
                }
            }
            return;
        }
    }

    // "pours wine from a bottle into a glass": out of the bottle, which is held and full.
    void pour_out() {
        constexpr std::string_view kPouredFrom =
            "bottle|jug|cup|teapot|bucket|vase|tumbler|bowl|can|watering_can|barrel";
        for (DraftAction& pour : draft_.actions) {
            if (pour.action.verb != Verb::kPour) {
                continue;
            }
            const bool fits = pour.target < 0
                                  ? !said(pour, "fill")
                                  : kind(pour.target) == "flower" ||
                                        story_.category_of(pour.target) == Category::kTabletop ||
                                        story_.thing_of(pour.target).traits.vessel;
            if (!story_.is_person(pour.subject) || !fits) {
                pour.action.verb = Verb::kStay;  // "light fills the room"
                continue;
            }
            const auto from = std::ranges::find_if(draft_.relations, [&](const auto& relation) {
                const bool stands_on =
                    relation.owner == pour.subject && !listed(kPouredFrom, kind(relation.target));
                return (relation.owner == pour.object || relation.owner == pour.subject) &&
                       !stands_on && relation.kind == RelationKind::kOn &&
                       !story_.is_alive(relation.target) &&
                       story_.thing_of(relation.target).traits.holdable;
            });
            if (from != draft_.relations.end()) {
                const int liquid = pour.object;
                pour.object = from->target;
                draft_.relations.erase(from);
                if (liquid >= 0 && liquid != pour.object && !is_used(liquid)) {
                    entity(pour.object).accent = entity(liquid).color;
                    std::erase(draft_.present, liquid);
                    std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                        return relation.owner == liquid || relation.target == liquid;
                    });
                }
            }
            for (const DraftRelation& relation : draft_.relations) {
                const bool held = relation.kind == RelationKind::kHolding &&
                                  relation.owner == pour.subject && relation.target != pour.target;
                pour.object = held && pour.object < 0 ? relation.target : pour.object;
            }
            if (pour.object < 0) {
                pour.object = story_.need(draft_, "jug", "something is poured");
            }
            if (pour.object >= 0) {
                entity(pour.object).filled = true;
                std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                    return relation.owner == pour.object;
                });
            }
        }
    }

    float largest(int member) {
        const Vec3 size = story_.thing_of(member).usual_size;
        return std::max({size.x, size.y, size.z}) * entity(member).scale;
    }

    // A seesaw on which nobody sits is a toy, and what falls on it or lies on it fits its plank.
    void load_the_seesaw() {
        constexpr float kToy = 0.5F;
        constexpr float kFits_m = 0.34F;
        for (const int plank : std::vector<int>(draft_.present)) {
            if (kind(plank) != "seesaw") {
                continue;
            }
            const auto loads = [&](int member) {
                const bool lies = std::ranges::any_of(draft_.relations, [&](const auto& relation) {
                    return relation.owner == member && relation.target == plank;
                });
                return lies || std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
                           return action.subject == member && action.target == plank;
                       });
            };
            bool ridden = false;
            for (const int member : draft_.present) {
                ridden = ridden || (story_.is_alive(member) && loads(member));
            }
            for (const int member : draft_.present) {
                const bool driven = story_.category_of(member) == Category::kVehicle &&
                                    entity(member).scale == 1.0F;
                if (ridden || driven || story_.is_alive(member) || !loads(member)) {
                    continue;
                }
                entity(member).scale *= std::min(1.0F, kFits_m / largest(member));
                entity(plank).scale = entity(plank).scale == 1.0F ? kToy : entity(plank).scale;
            }
            // What comes down on it does not lie there yet.
            std::erase_if(draft_.relations, [&](const DraftRelation& relation) {
                return relation.target == plank &&
                       std::ranges::any_of(draft_.actions, [&](const DraftAction& action) {
                           return action.subject == relation.owner && action.target == plank &&
                                  (action.action.verb == Verb::kDrop ||
                                   action.action.verb == Verb::kFall ||
                                   action.action.verb == Verb::kHit);
                       });
            });
        }
    }

    // A pendulum is of the size of what it swings into.
    void fit_pendulums() {
        constexpr float kBob_m = 0.18F;
        constexpr float kLeast = 0.2F;
        for (const DraftAction& swing : draft_.actions) {
            const bool swings =
                swing.action.verb == Verb::kSwing || swing.action.verb == Verb::kHit;
            if (!swings || kind(swing.subject) != "pendulum" || swing.target < 0 ||
                entity(swing.subject).scale != 1.0F) {
                continue;
            }
            entity(swing.subject).scale =
                std::clamp(1.3F * largest(swing.target) / kBob_m, kLeast, 1.0F);
        }
    }

    Story& story_;
    DraftShot& draft_;
};

}  // namespace

void handle_props(Story& story, DraftShot& draft) {
    Props(story, draft).run();
}

}  // namespace hibari::world
