#include "world/director/finish.h"

#include "base/check.h"
#include "world/director/lexicon/tables.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

// Speech synthesis speaks about this fast, with a pause after each line.
constexpr float kWordsPerSecond = 2.6F;
constexpr float kLinePause_s = 0.35F;

/// How long an action naturally takes, seconds.
float natural_s(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kLook:
        case Verb::kHold:
            return 2.0F;
        case Verb::kFall:
        case Verb::kDrop:
        case Verb::kJump:
        case Verb::kThrow:
        case Verb::kCatch:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kBow:
        case Verb::kPoint:
        case Verb::kPush:
        case Verb::kPickUp:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
            return 1.8F;
        case Verb::kKick:
        case Verb::kBat:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kCartwheel:
        case Verb::kHit:
            return 2.4F;
        case Verb::kShoot:
        case Verb::kBowl:
        case Verb::kKickflip:
        case Verb::kOllie:
        case Verb::kGrind:
        case Verb::kTopple:
        case Verb::kDive:
        case Verb::kRoll:
            return 3.2F;
        case Verb::kDance:
        case Verb::kSurf:
        case Verb::kSnowboard:
        case Verb::kDrive:
        case Verb::kSail:
        case Verb::kSwim:
        case Verb::kPlayInstrument:
        case Verb::kSing:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kLaunch:
            return 4.0F;
        default:
            return 3.0F;
    }
}

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
           said(action, "fought");
}

/// Finishes one shot after the other.
class Finisher {
  public:
    Finisher(Story& story, std::optional<double> wish_s) : story_(story), wish_s_(wish_s) {}

    ClipScript run() {
        ClipScript script;
        script.style = story_.style.value_or(Style::kPhotoreal);
        if (story_.music && !story_.no_music) {
            Music music = *story_.music;
            music.tempo_bpm = music.tempo_bpm > 0.0F ? music.tempo_bpm : usual_tempo(music.mood);
            script.music = music;
        }
        for (DraftShot& draft : story_.shots) {
            inherit(draft);
            add_needed(draft);
            drop_consequences(draft);
            let_flee(draft);
            choose_place(draft);
            if (draft.present.empty()) {
                add_somebody(draft);
            }
        }
        name_all();
        std::vector<float> lengths = choose_lengths();
        for (std::size_t i = 0; i < story_.shots.size(); ++i) {
            script.shots.push_back(build(story_.shots[i], lengths[i]));
        }
        return script;
    }

  private:
    static float usual_tempo(std::string_view mood) {
        if (mood == "calm" || mood == "sad" || mood == "spooky") {
            return 72.0F;
        }
        if (mood == "lofi") {
            return 80.0F;
        }
        if (mood == "electronic" || mood == "rock" || mood == "tense") {
            return 128.0F;
        }
        return mood == "epic" ? 96.0F : 112.0F;
    }

    // What holds for all shots holds for this one, and the world does not change from shot to shot
    // unless the words say so.
    void inherit(DraftShot& draft) {
        const DraftShot* before = &draft == &story_.shots.front() ? nullptr : &draft - 1;
        const auto take = [&](auto member) {
            if (!(draft.*member)) {
                draft.*member = story_.common.*member;
            }
        };
        take(&DraftShot::place);
        take(&DraftShot::time);
        take(&DraftShot::sky);
        take(&DraftShot::wind);
        take(&DraftShot::speed);
        if (before != nullptr) {
            const bool moved = draft.place && before->place && *draft.place != *before->place;
            draft.place = draft.place ? draft.place : before->place;
            draft.time = draft.time ? draft.time : before->time;
            draft.sky = draft.sky || moved ? draft.sky : before->sky;
        }
        if (!draft.camera_set && story_.common.camera_set) {
            draft.camera = story_.common.camera;
            draft.camera_set = true;
        } else if (story_.common.camera_set) {
            draft.camera.handheld = std::max(draft.camera.handheld, story_.common.camera.handheld);
            draft.camera.lens_mm =
                draft.camera.lens_mm > 0.0F ? draft.camera.lens_mm : story_.common.camera.lens_mm;
        }
        if (draft.sport < 0) {
            draft.sport = before != nullptr ? before->sport : story_.common.sport;
        }
        for (const SoundCue& cue : story_.common.sounds) {
            if (draft.sounds.size() < Limits::kSoundsMax) {
                draft.sounds.push_back(cue);
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

    // The thing called `words` in this shot, brought in when it is not there.
    int fetch(DraftShot& draft, std::string_view words, std::string_view because) {
        const int thing = story_.thing_named(words);
        if (thing < 0) {
            return -1;
        }
        if (const int known = find(draft, thing); known >= 0) {
            return known;
        }
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].thing == thing) {
                Story::bring(draft, static_cast<int>(i));
                return static_cast<int>(i);
            }
        }
        CastMember needed;
        needed.thing = thing;
        const auto space = words.rfind(' ');
        needed.head =
            std::string(space == std::string_view::npos ? words : words.substr(space + 1));
        needed.entity.kind =
            std::string(story_.nouns->things[static_cast<std::size_t>(thing)].name);
        needed.entity.called = std::string(words);
        needed.implied = true;
        needed.group = ++story_.groups;
        story_.notes.assumed(
            "a " + std::string(words) + ", because somebody has to " + std::string(because)
        );
        const int first = story_.add(draft, needed);
        if (needed.entity.kind == "bowling_pin") {
            for (int i = 1; i < 10 && first >= 0; ++i) {
                story_.add(draft, needed);
            }
        }
        return first;
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

    static bool needs_ball(Verb verb) {
        return verb == Verb::kShoot || verb == Verb::kKick || verb == Verb::kThrow ||
               verb == Verb::kCatch || verb == Verb::kDribble || verb == Verb::kBowl ||
               verb == Verb::kBat;
    }

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

    void complete(DraftShot& draft, std::size_t index) {
        const SportRow* row = sport(draft);
        DraftAction action = draft.actions[index];
        Verb& verb = action.action.verb;
        const std::string because(enum_name(verb));
        const bool person = story_.is_person(action.subject);
        if (!story_.is_alive(action.subject)) {
            if (verb == Verb::kHit && action.target < 0 && meets(action)) {
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
        if (verb == Verb::kBat && person) {
            give_bat(draft, action);
        }
        if (person) {
            mount(draft, action);
        }
        if (verb == Verb::kPlayInstrument && action.object < 0) {
            action.object = fetch(draft, "guitar", because);
        }
        if (verb == Verb::kEat && person && action.object < 0) {
            action.object = fetch(draft, "apple", because);
        }
        if (!story_.is_person(action.subject)) {
            adapt_to_animal(action);
        } else if (verb == Verb::kDance && said(action, "perform") && is_musician(action.subject)) {
            verb = Verb::kPlayInstrument;
            action.object = action.object >= 0 ? action.object : fetch(draft, "guitar", because);
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
        const std::string_view gear = kind == "golf_ball"                    ? "golf club"
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
                    const std::string_view kind = story_.thing_of(action.object).name;
                    Verb& verb = action.action.verb;
                    verb = kind == "bicycle"       ? Verb::kCycle
                           : kind == "skateboard"  ? Verb::kPushBoard
                           : kind == "snowboard"   ? Verb::kSnowboard
                           : kind == "surfboard"   ? Verb::kSurf
                           : kind == "paddleboard" ? Verb::kPaddle
                           : kind == "sailboat"    ? Verb::kSail
                           : story_.category_of(action.object) == Category::kVehicle ? Verb::kDrive
                                                                                     : verb;
                }
                break;
            default:
                return;
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
        const bool rides = std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
            return relation.owner == action.subject && relation.kind == RelationKind::kRiding;
        });
        if (!rides && action.object >= 0 && story_.thing_of(action.object).traits.rideable) {
            draft.relations.push_back({action.subject, RelationKind::kRiding, action.object});
        }
    }

    bool is_musician(int member) const {
        const std::string& head = story_.cast[static_cast<std::size_t>(member)].head;
        return head == "musician" || head == "violinist" || head == "guitarist" ||
               head == "pianist" || head == "drummer" || head == "cellist" ||
               head == "saxophonist" || head == "busker" || head == "flutist" ||
               head == "bassist" || head == "trumpeter";
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
                verb = vehicle ? Verb::kJump : Verb::kBounce;
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
                verb = Verb::kHit;
                break;
            case Verb::kHit:
                if (action.target < 0 &&
                    (said(action, "topple") || said(action, "toppling") || said(action, "tip") ||
                     said(action, "overturn") || said(action, "fall"))) {
                    verb = Verb::kTopple;
                }
                break;
            case Verb::kRoll:
                if (thing.name == "bowling_ball" && action.target < 0) {
                    action.target = fetch(draft, "bowling pin", "bowl");
                }
                break;
            case Verb::kFly:
                if (thing.name == "rocket") {
                    verb = Verb::kLaunch;
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
        } else if (thing.traits.flies &&
                   (verb == Verb::kSlide || verb == Verb::kFloat || verb == Verb::kLaunch)) {
            verb = Verb::kFly;
        }
    }

    // "figure skater" rather than "skater", when the words of the prompt say so.
    std::string role_words(const CastMember& member) const {
        std::string called;
        for (const char c : member.entity.called) {
            called += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '-' ? ' ' : c;
        }
        for (std::size_t at = 0; at != std::string::npos && at < called.size();) {
            const std::string tail = called.substr(at);
            if (!story_.dictionary->meanings(tail).empty()) {
                return tail;
            }
            const auto space = called.find(' ', at);
            at = space == std::string::npos ? space : space + 1;
        }
        return member.head;
    }

    // Things that fall because something hits them need no order to fall; of a row of dominoes only
    // the first is tipped.
    void drop_consequences(DraftShot& draft) {
        std::set<int> tipped;
        std::erase_if(draft.actions, [&](const DraftAction& action) {
            const bool domino = action.action.verb == Verb::kTopple &&
                                story_.thing_of(action.subject).name == "domino";
            return domino &&
                   !tipped.insert(story_.cast[static_cast<std::size_t>(action.subject)].group)
                        .second;
        });
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

    // Who is chased runs.
    void let_flee(DraftShot& draft) {
        for (std::size_t i = 0; i < draft.actions.size(); ++i) {
            const DraftAction chase = draft.actions[i];
            if (!said(chase, "chas") || chase.target < 0 || !story_.is_alive(chase.target) ||
                draft.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            const bool busy = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == chase.target && action.action.step == chase.action.step;
            });
            if (!busy) {
                DraftAction flee = chase;
                flee.subject = chase.target;
                flee.target = -1;
                draft.actions.push_back(flee);
            }
        }
    }

    void choose_place(DraftShot& draft) {
        if (draft.place) {
            return;
        }
        const auto choose = [&](std::string_view name, const std::string& why) {
            const std::string place = story_.place_named(name);
            if (place.empty() || draft.place) {
                return;
            }
            draft.place = place;
            story_.notes.assumed("the place is " + place + ", because of " + why);
        };
        bool water = false;
        bool wild = false;
        bool vehicle = false;
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const bool mover = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == member;
            });
            for (const Meaning& meaning : story_.dictionary->meanings(role_words(known))) {
                if (meaning.kind == WordKind::kRole && (mover || draft.actions.empty())) {
                    const std::string_view place =
                        role_rows()[static_cast<std::size_t>(meaning.row)].place;
                    if (!place.empty()) {
                        choose(place, "the " + known.head);
                    }
                }
            }
        }
        for (const DraftAction& action : draft.actions) {
            if (action.action.verb == Verb::kSurf || action.action.verb == Verb::kSail) {
                choose("sea", "the waves it needs");
            } else if (action.action.verb == Verb::kSnowboard) {
                choose("snowy mountain", "the snow it needs");
            }
        }
        if (const SportRow* row = sport(draft); row != nullptr) {
            choose(row->place, "the sport");
        }
        for (const DraftAction& action : draft.actions) {
            const Verb verb = action.action.verb;
            if (verb == Verb::kSwim || verb == Verb::kDive || verb == Verb::kPaddle) {
                choose(
                    verb == Verb::kPaddle || !story_.is_person(action.subject) ? "lake"
                                                                               : "swimming pool",
                    "the water it needs"
                );
            } else if (verb == Verb::kSink || verb == Verb::kFloat) {
                water = water || !story_.thing_of(action.subject).traits.flies;
            }
        }
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const ThingNoun& thing = story_.thing_of(member);
            if (thing.name == "surfboard" || thing.name == "fish" || thing.name == "sailboat" ||
                thing.name == "paddleboard") {
                choose(thing.name == "paddleboard" ? "lake" : "sea", "the " + known.head);
            }
            if (thing.name == "snowboard") {
                choose("snowy mountain", "the " + known.head);
            }
            vehicle = vehicle || thing.category == Category::kVehicle || thing.name == "bicycle" ||
                      thing.name == "street_lamp" || thing.name == "house";
            wild = wild || thing.category == Category::kAnimal || thing.name == "tree" ||
                   thing.name == "kite" || thing.name == "campfire";
        }
        if (water) {
            choose("lake", "the water it needs");
        }
        if (draft.sky && *draft.sky == Sky::kSnow) {
            choose("snowy mountain", "the snow");
        }
        if (vehicle) {
            choose("street", "what is there");
        }
        if (wild) {
            choose("park", "what is there");
        }
        if (draft.sky && *draft.sky != Sky::kClear) {
            choose("street", "the weather");
        }
        if (draft.time && *draft.time != TimeOfDay::kDay) {
            choose("park", "the light");
        }
        const bool people = std::ranges::any_of(draft.present, [&](int member) {
            return story_.is_person(member);
        });
        const bool only_small = std::ranges::all_of(draft.present, [&](int member) {
            const Category category = story_.category_of(member);
            return category == Category::kTabletop || category == Category::kBall ||
                   category == Category::kProp;
        });
        if (people) {
            choose("park", "nobody said where");
        } else if (only_small) {
            choose("studio", "nobody said where");
        }
        choose("studio", "nobody said where");
        if (!draft.place) {
            draft.place = story_.nouns->places.empty()
                              ? "studio"
                              : std::string(story_.nouns->places.front().name);
        }
    }

    // A prompt about an idea, or a shot of nobody: the clip's main one, or somebody.
    void add_somebody(DraftShot& draft) {
        if (!story_.cast.empty()) {
            Story::bring(draft, 0);
            return;
        }
        // Scenery alone is a picture in its own right.
        if (draft.place && *draft.place != "studio" &&
            (draft.camera_set || draft.time || draft.sky || !draft.sounds.empty() || place_named_
            )) {
            return;
        }
        CastMember someone;
        someone.thing = story_.thing_named("person");
        if (someone.thing < 0) {
            return;
        }
        someone.head = "person";
        someone.entity.kind =
            std::string(story_.nouns->things[static_cast<std::size_t>(someone.thing)].name);
        someone.entity.called = "someone";
        const int member = story_.add(draft, std::move(someone));
        DraftAction look;
        look.subject = member;
        look.action.verb = Verb::kLook;
        draft.actions.push_back(look);
        story_.notes.assumed("a person who looks around, because nobody and nothing was named");
    }

    void name_all() {
        std::map<std::string, int> total;
        for (const CastMember& member : story_.cast) {
            ++total[base_id(member)];
        }
        std::map<std::string, int> used;
        std::set<std::string> taken;
        for (CastMember& member : story_.cast) {
            const std::string base = base_id(member);
            const int number = ++used[base];
            std::string id = total[base] > 1 ? base + "_" + std::to_string(number) : base;
            while (taken.contains(id)) {
                id += "_b";
            }
            taken.insert(id);
            member.entity.id = id;
        }
    }

    static std::string base_id(const CastMember& member) {
        std::string id;
        for (const char c : member.name.empty() ? member.head : member.name) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                id += c;
            } else if (!id.empty() && id.back() != '_') {
                id += '_';
            }
        }
        id = id.substr(0, 30);
        if (id.empty() || id == "narrator") {
            id = member.entity.kind;
        }
        return id;
    }

    static float talk_s(const DraftShot& draft) {
        float seconds = 0.0F;
        for (const DraftLine& line : draft.lines) {
            const auto words = static_cast<float>(std::ranges::count(line.line.text, ' ') + 1);
            seconds += words / kWordsPerSecond + kLinePause_s;
        }
        return seconds;
    }

    static float wanted_s(const DraftShot& draft) {
        std::array<float, Limits::kStepMax + 1> steps{};
        for (const DraftAction& action : draft.actions) {
            const auto step = static_cast<std::size_t>(action.action.step);
            const float length = action.action.duration_s.value_or(
                natural_s(action.action.verb) *
                static_cast<float>(std::min(action.action.repeat, 5))
            );
            steps[step] = std::max(steps[step], length);
        }
        float seconds = 0.6F;
        for (const float step : steps) {
            seconds += step;
        }
        seconds = std::max(seconds, talk_s(draft) + 0.8F);
        // Slow motion shows less of the world per second.
        const float speed = draft.speed.value_or(1.0F);
        return speed < 1.0F ? seconds / std::max(speed, 0.5F) : seconds;
    }

    std::vector<float> choose_lengths() {
        std::vector<float> lengths;
        float total = 0.0F;
        bool all_given = true;
        for (const DraftShot& draft : story_.shots) {
            const float usual = clamp(wanted_s(draft), 3.0F, 12.0F);
            lengths.push_back(draft.duration_s.value_or(usual));
            all_given = all_given && draft.duration_s;
            total += lengths.back();
        }
        const auto shots = static_cast<float>(lengths.size());
        if (wish_s_) {
            // The wish is shared out in proportion to what happens.
            const float wish = clamp(
                static_cast<float>(*wish_s_),
                shots * Limits::kShotSecondsMin,
                shots * Limits::kShotSecondsMax
            );
            for (int pass = 0; pass < 8; ++pass) {
                float sum = 0.0F;
                for (const float length : lengths) {
                    sum += length;
                }
                for (float& length : lengths) {
                    length = clamp(
                        length * wish / sum, Limits::kShotSecondsMin, Limits::kShotSecondsMax
                    );
                }
            }
            float sum = 0.0F;
            for (const float length : lengths) {
                sum += length;
            }
            for (float& length : lengths) {
                const float fixed =
                    clamp(length + wish - sum, Limits::kShotSecondsMin, Limits::kShotSecondsMax);
                sum += fixed - length;
                length = fixed;
            }
            return lengths;
        }
        for (float& length : lengths) {
            length = std::round(length * 2.0F) / 2.0F;
        }
        return lengths;
    }

    std::string id_of(const DraftShot& draft, int member) const {
        return member >= 0 && Story::has(draft, member)
                   ? story_.cast[static_cast<std::size_t>(member)].entity.id
                   : std::string{};
    }

    Shot build(DraftShot& draft, float seconds) {
        for (const DraftAction& action : draft.actions) {
            for (const int member : {action.subject, action.object, action.target}) {
                if (member >= 0) {
                    Story::bring(draft, member);
                }
            }
        }
        for (const DraftRelation& relation : draft.relations) {
            Story::bring(draft, relation.target);
        }
        Shot shot;
        shot.duration_s = seconds;
        shot.place = *draft.place;
        shot.time = draft.time.value_or(TimeOfDay::kDay);
        shot.sky = draft.sky.value_or(Sky::kClear);
        shot.wind = draft.wind.value_or(shot.sky == Sky::kStorm ? 0.7F : 0.0F);
        shot.speed = draft.speed.value_or(1.0F);
        shot.camera = draft.camera;
        shot.camera.subject = id_of(draft, draft.camera_subject);
        for (const int member : draft.present) {
            Entity entity = story_.cast[static_cast<std::size_t>(member)].entity;
            entity.relations.clear();
            for (const DraftRelation& relation : draft.relations) {
                const std::string target = id_of(draft, relation.target);
                if (relation.owner == member && relation.target != member && !target.empty() &&
                    entity.relations.size() < Limits::kRelationsMax) {
                    entity.relations.push_back({relation.kind, target});
                }
            }
            shot.entities.push_back(std::move(entity));
        }
        for (const DraftAction& draft_action : draft.actions) {
            Action action = draft_action.action;
            action.subject = id_of(draft, draft_action.subject);
            action.object = id_of(draft, draft_action.object);
            action.target = id_of(draft, draft_action.target);
            if (action.subject.empty() || shot.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            if (action.target == action.subject) {
                action.target.clear();
            }
            if (action.start_s) {
                action.start_s = std::min(*action.start_s, std::max(0.0F, seconds - 0.5F));
            }
            shot.actions.push_back(std::move(action));
        }
        for (const DraftLine& line : draft.lines) {
            SpokenLine spoken = line.line;
            spoken.speaker = line.speaker < 0 ? "narrator" : id_of(draft, line.speaker);
            if (spoken.speaker.empty()) {
                spoken.speaker = "narrator";
            }
            shot.lines.push_back(std::move(spoken));
        }
        shot.sounds = draft.sounds;
        close_gaps(shot);
        return shot;
    }

    // Steps count from 0 without holes.
    static void close_gaps(Shot& shot) {
        std::set<int> used;
        for (const Action& action : shot.actions) {
            used.insert(action.step);
        }
        for (const SpokenLine& line : shot.lines) {
            used.insert(line.step);
        }
        const auto renumber = [&](int step) {
            int number = 0;
            for (const int other : used) {
                number += other < step ? 1 : 0;
            }
            return number;
        };
        for (Action& action : shot.actions) {
            action.step = renumber(action.step);
        }
        for (SpokenLine& line : shot.lines) {
            line.step = renumber(line.step);
        }
        for (SoundCue& cue : shot.sounds) {
            if (cue.step) {
                cue.step = used.contains(*cue.step) ? renumber(*cue.step) : 0;
            }
        }
    }

    Story& story_;
    std::optional<double> wish_s_;
    bool place_named_ = true;
};

}  // namespace

ClipScript finish(Story& story, std::optional<double> wish_s) {
    HIBARI_CHECK(!story.shots.empty());
    return Finisher(story, wish_s).run();
}

}  // namespace hibari::world
