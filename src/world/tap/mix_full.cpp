// The mix of the training recipe (its section B): shares of what a clip is about, each part drawn
// as evenly as it can be.
//
//   40 %  simple objects, one to eight; ramps, towers, pendulums, dominoes, tops
//   15 %  shots at a hoop or a goal, and balls aimed at things; half of them miss
//   10 %  things that pass behind others, fall into a bucket or lie in it
//   10 %  people and dogs: walk, run, jump, wave, dance, clap, talk, kick, throw, bark
//   10 %  simple objects seen by a camera that moves
//   10 %  simple objects of any material, heard over rain, waves, a clock, ...
//    5 %  nothing happens: still things, empty places
#include "world/tap/draw.h"
#include "world/tap/mixes.h"
#include "world/tap/simple_events.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hibari::world::tap {
namespace {

constexpr std::array<Style, 6> kStyles{
    Style::kPhotoreal,
    Style::kClaymation,
    Style::kAnime,
    Style::kLowPoly,
    Style::kComic,
    Style::kPixelArt,
};
constexpr std::array<std::string_view, 4> kSimple{"ball", "cube", "cylinder", "cone"};
constexpr std::array<std::string_view, 2> kBlocks{"cube", "cylinder"};
/// Floors on which things roll and nothing stands in the way.
constexpr std::array<std::string_view, 6> kFloors{
    "studio", "gym", "meadow", "beach", "stage", "desert"
};
constexpr std::array<std::string_view, 8> kAnyPlace{
    "studio", "gym", "meadow", "beach", "stage", "park", "street", "living_room"
};

struct NamedMove {
    std::string_view name;
    CameraMove move;
    float handheld = 0.0F;
};

constexpr std::array kMoves{
    NamedMove{"pan_left", CameraMove::kPanLeft},
    NamedMove{"pan_right", CameraMove::kPanRight},
    NamedMove{"orbit", CameraMove::kOrbit},
    NamedMove{"dolly_in", CameraMove::kDollyIn},
    NamedMove{"dolly_out", CameraMove::kDollyOut},
    NamedMove{"zoom_in", CameraMove::kZoomIn},
    NamedMove{"crane_up", CameraMove::kCraneUp},
    NamedMove{"handheld", CameraMove::kAuto, 0.7F},
};

struct Gesture {
    std::string_view deed;
    Verb verb;
};

constexpr std::array kGestures{
    Gesture{"jump", Verb::kJump},
    Gesture{"wave", Verb::kWave},
    Gesture{"dance", Verb::kDance},
    Gesture{"clap", Verb::kClap},
};

constexpr std::array<std::string_view, 8> kLines{
    "Hello there.",
    "Look at that!",
    "One, two, three.",
    "What a beautiful day.",
    "I have no idea.",
    "Come over here, please.",
    "That was close.",
    "Good morning, everybody.",
};

class Full {
  public:
    Full(const MixOptions& options, Rng rng) : draw_("", options, rng), options_(options) {}

    Scene run() && {
        draw_.style(one_of(draw_.rng(), kStyles));
        const double share = draw_.rng().uniform();
        if (share < 0.40) {
            move();
        } else if (share < 0.55) {
            aim();
        } else if (share < 0.65) {
            hide();
        } else if (share < 0.75) {
            perform();
        } else if (share < 0.85) {
            film();
        } else if (share < 0.95) {
            hear();
        } else {
            rest();
        }
        return std::move(draw_).finish();
    }

  private:
    float late() const { return 0.2F * options_.duration_s; }

    Rng& rng() { return draw_.rng(); }

    /// A studio half of the time; outside the hour changes.
    template <std::size_t N>
    void somewhere(const std::array<std::string_view, N>& places) {
        const std::string_view place = rng().chance(0.5) ? "studio" : one_of(rng(), places);
        draw_.place(place);
        constexpr std::array kHours{TimeOfDay::kDawn, TimeOfDay::kGoldenHour, TimeOfDay::kDusk};
        if (rng().chance(0.25)) {
            draw_.time(one_of(rng(), kHours));
        }
    }

    void simple(int most) {
        add_simple_events(draw_, options_.duration_s, static_cast<int>(rng().integer(1, most)));
    }

    void family(std::string_view name) { draw_.scene().told.family = std::string(name); }

    void move() {
        somewhere(kFloors);
        switch (rng().index(8)) {
            case 0:
                return ramp();
            case 1:
                return tower();
            case 2:
                return pendulum();
            case 3:
                return dominoes();
            case 4:
                return top();
            default:
                return simple(8);
        }
    }

    void ramp() {
        family("ramp");
        const int ball = draw_.add({.kind = "ball", .deed = "roll_down", .scale_max = 1.6F});
        const int ramp = draw_.add({.kind = "ramp", .scale_max = 1.2F});
        draw_.told(ball).target = ramp;
        draw_.told(ramp).size = "";
        draw_.shot().camera.subject = draw_.id(ramp);
        draw_.shot().camera.framing = Framing::kWide;
        draw_.act(
            ball,
            {.verb = Verb::kRoll, .target = draw_.id(ramp), .direction = Direction::kDown},
            late()
        );
    }

    void tower() {
        family("tower");
        const int count = static_cast<int>(rng().integer(2, 4));
        const bool falls = rng().chance(0.6);
        int ball = -1;
        if (falls) {
            ball = draw_.add(
                {.kind = "ball", .deed = "roll_into", .scale_min = 1.6F, .scale_max = 2.6F}
            );
        }
        const int blocks = draw_.add(
            {.kind = "cube", .deed = "stacked", .count = count, .scale_min = 0.7F, .scale_max = 1.3F
            }
        );
        const std::vector<std::string> ids = draw_.told(blocks).ids;
        for (Entity& entity : draw_.shot().entities) {
            const auto found = std::ranges::find(ids, entity.id);
            if (found != ids.end() && found != ids.begin()) {
                entity.relations.push_back({RelationKind::kOn, *(found - 1)});
            }
        }
        if (falls) {
            draw_.told(ball).target = blocks;
            draw_.act(
                ball,
                {.verb = Verb::kHit,
                 .target = ids.front(),
                 .direction = side(ball),
                 .intensity = rng().uniform(0.7F, 1.3F),
                 .outcome = Outcome::kSuccess},
                late()
            );
        }
    }

    /// Left or right, told of `thing`.
    Direction side(int thing) {
        const bool left = rng().chance(0.5);
        draw_.told(thing).direction = left ? "left" : "right";
        return left ? Direction::kLeft : Direction::kRight;
    }

    void pendulum() {
        family("pendulum");
        const bool meets = rng().chance(0.5);
        const int swing = draw_.add(
            {.kind = "pendulum", .deed = meets ? "swing_into" : "swing", .scale_max = 1.2F}
        );
        draw_.told(swing).size = "";
        Action action{.verb = Verb::kSwing, .intensity = rng().uniform(0.6F, 1.6F)};
        if (meets) {
            const int met = draw_.add({.kinds = kBlocks, .scale_min = 0.8F, .scale_max = 1.2F});
            draw_.told(met).size = "";
            draw_.told(swing).target = met;
            action.target = draw_.id(met);
        }
        draw_.act(swing, action, 0.5F * late());
    }

    void dominoes() {
        family("dominoes");
        const int row = draw_.add(
            {.kind = "domino",
             .deed = "domino_fall",
             .count = static_cast<int>(rng().integer(4, 8)),
             .scale_min = 1.0F,
             .scale_max = 2.0F}
        );
        draw_.told(row).size = "";
        draw_.shot().actions.push_back(
            {.subject = draw_.id(row), .verb = Verb::kTopple, .start_s = rng().uniform(0.0F, late())
            }
        );
    }

    void top() {
        family("spin");
        const int top =
            draw_.add({.kind = "spinning_top", .deed = "spin", .scale_min = 1.0F, .scale_max = 2.0F}
            );
        draw_.told(top).size = "";
        draw_.act(top, {.verb = Verb::kSpin}, late());
    }

    void aim() {
        const Outcome outcome = rng().chance(0.5) ? Outcome::kSuccess : Outcome::kFailure;
        switch (rng().index(3)) {
            case 0:
                draw_.place("gym");
                return shoot("shoot", Verb::kShoot, "basketball", "basketball_hoop", outcome);
            case 1:
                draw_.place(rng().chance(0.5) ? "meadow" : "park");
                return shoot("kick_goal", Verb::kKick, "soccer_ball", "soccer_goal", outcome);
            default:
                somewhere(kFloors);
                return roll_at(outcome);
        }
    }

    void shoot(
        std::string_view deed,
        Verb verb,
        std::string_view ball_kind,
        std::string_view goal_kind,
        Outcome outcome
    ) {
        family(deed);
        const int who = person(deed);
        const int ball = draw_.add({.kind = ball_kind, .coloured = false, .made_of = false});
        const int goal = draw_.add({.kind = goal_kind, .coloured = false, .made_of = false});
        // Balls are larger than the rules allow: they should cover some pixels. The hoop takes this
        // one.
        draw_.entity(ball).scale = verb == Verb::kShoot ? 1.3F : 2.0F;
        draw_.entity(goal).scale = 1.0F;
        for (const int thing : {ball, goal}) {
            draw_.told(thing).size = "";
        }
        draw_.told(who).object = ball;
        draw_.told(who).target = goal;
        draw_.act(
            who,
            {.verb = verb, .object = draw_.id(ball), .target = draw_.id(goal), .outcome = outcome},
            0.5F * late()
        );
    }

    void roll_at(Outcome outcome) {
        family("aim");
        const int ball =
            draw_.add({.kind = "ball", .deed = "roll_into", .scale_min = 1.2F, .scale_max = 2.2F});
        const int target = draw_.add({.kinds = kBlocks, .scale_min = 1.0F, .scale_max = 1.6F});
        draw_.told(ball).target = target;
        draw_.act(
            ball,
            {.verb = Verb::kHit,
             .target = draw_.id(target),
             .direction = side(ball),
             .intensity = rng().uniform(0.4F, 0.8F),
             .outcome = outcome},
            late()
        );
    }

    void hide() {
        somewhere(kFloors);
        switch (rng().index(3)) {
            case 0:
                return pass_behind();
            case 1:
                return bucket("fall_into");
            default:
                return bucket("stay");
        }
    }

    void pass_behind() {
        family("occlusion");
        const int ball =
            draw_.add({.kind = "ball", .deed = "roll_behind", .scale_min = 1.2F, .scale_max = 2.0F}
            );
        const int screen = draw_.add({.kinds = kBlocks, .scale_min = 2.6F, .scale_max = 3.4F});
        draw_.told(screen).size = "large";
        draw_.told(ball).target = screen;
        draw_.relate(ball, RelationKind::kBehind, screen);
        draw_.shot().camera.subject = draw_.id(screen);
        draw_.shot().camera.angle = Angle::kEye;
        const Direction way = side(ball);
        draw_.act(
            ball,
            {.verb = Verb::kRoll, .direction = way, .intensity = rng().uniform(0.35F, 0.7F)},
            late()
        );
    }

    void bucket(std::string_view deed) {
        family("containment");
        const int ball =
            draw_.add({.kind = "ball", .deed = deed, .scale_min = 0.8F, .scale_max = 1.0F});
        const int bucket = draw_.add({.kind = "bucket", .made_of = false});
        draw_.entity(bucket).scale = 1.6F;
        draw_.told(bucket).size = "";
        draw_.told(ball).size = "";
        draw_.told(ball).target = bucket;
        if (deed == "stay") {
            draw_.told(ball).relation = "inside";
            draw_.relate(ball, RelationKind::kInside, bucket);
        } else {
            draw_.act(ball, {.verb = Verb::kFall, .target = draw_.id(bucket)}, late());
        }
    }

    int person(std::string_view deed) {
        const int who = draw_.add({.kind = "person", .deed = deed, .made_of = false});
        Entity& entity = draw_.entity(who);
        entity.scale = 1.0F;
        entity.look.top_color = entity.color;
        draw_.told(who).size = "";
        return who;
    }

    void perform() {
        family("character");
        somewhere(kAnyPlace);
        draw_.camera(CameraMove::kAuto);
        switch (rng().index(6)) {
            case 0: {
                const bool runs = rng().chance(0.4);
                const int who = person(runs ? "run" : "walk");
                const Direction way = side(who);
                return draw_.act(
                    who, {.verb = runs ? Verb::kRun : Verb::kWalk, .direction = way}, 0.5F * late()
                );
            }
            case 1: {
                const int who = person("talk");
                draw_.shot().lines.push_back(
                    {.speaker = draw_.id(who), .text = std::string(one_of(rng(), kLines))}
                );
                return;
            }
            case 2:
                return with_ball(rng().chance(0.5));
            case 3:
                return dog();
            default: {
                const Gesture& gesture = one_of(rng(), kGestures);
                return draw_.act(person(gesture.deed), {.verb = gesture.verb}, 0.5F * late());
            }
        }
    }

    void with_ball(bool kicks) {
        const int who = person(kicks ? "kick" : "throw");
        const int ball = draw_.add({.kind = "ball", .made_of = false, .scale_max = 1.3F});
        draw_.told(ball).size = "";
        draw_.told(who).object = ball;
        draw_.act(
            who,
            {.verb = kicks ? Verb::kKick : Verb::kThrow, .object = draw_.id(ball)},
            0.5F * late()
        );
    }

    void dog() {
        const bool barks = rng().chance(0.4);
        const int dog = draw_.add(
            {.kind = "dog", .deed = barks ? "bark" : "run", .coloured = false, .made_of = false}
        );
        draw_.entity(dog).scale = 1.0F;
        draw_.told(dog).size = "";
        Action action{.verb = barks ? Verb::kBark : Verb::kRun};
        if (!barks) {
            action.direction = side(dog);
        }
        draw_.act(dog, action, 0.5F * late());
    }

    void film() {
        somewhere(kAnyPlace);
        simple(3);
        family("camera");
        const NamedMove& move = one_of(rng(), kMoves);
        draw_.camera(move.move);
        draw_.shot().camera.handheld = move.handheld;
        draw_.scene().told.camera = std::string(move.name);
    }

    void hear() {
        somewhere(kFloors);
        simple(3);
        family("sound");
        draw_.sound(one_of(rng(), heard_sounds()));
    }

    void rest() {
        family("still");
        somewhere(kAnyPlace);
        const auto count = static_cast<int>(rng().integer(0, 4));
        for (int i = 0; i < count; ++i) {
            draw_.add({.kinds = kSimple});
        }
    }

    Drawer draw_;
    MixOptions options_;
};

}  // namespace

Scene draw_full(const MixOptions& options, Rng rng) {
    return Full(options, rng).run();
}

}  // namespace hibari::world::tap
