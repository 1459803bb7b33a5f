#include "world/physics/character/animal_performer.h"

#include "world/physics/character/animal_kinds.h"
#include "world/physics/character/bird_performer.h"
#include "world/physics/character/crawler_performer.h"
#include "world/physics/character/fish_performer.h"
#include "world/physics/character/snake_performer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

AnimalPerformer::AnimalPerformer(
    const Entity&, const Thing& thing, const Blueprint& blueprint, Rng rng
)
    : kind_(thing.name), body_(blueprint, runner_of(thing.name)), rng_(rng) {
    poses_.resize(blueprint.links.size());
    clock_s_ = static_cast<float>(rng_.uniform(0.0, 20.0));
}

bool AnimalPerformer::runs_over(Verb verb) {
    switch (verb) {
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kLook:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kWag:
            return true;
        default:
            return false;
    }
}

bool AnimalPerformer::can(Verb verb) const {
    if (runs_over(verb)) {
        return true;
    }
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSwim:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kJump:
        case Verb::kBounce:
        case Verb::kClimb:
        case Verb::kDance:
        case Verb::kBow:
        case Verb::kSpin:
        case Verb::kPirouette:
        case Verb::kRoll:
        case Verb::kGraze:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kPickUp:
        case Verb::kCatch:
        case Verb::kHold:
        case Verb::kDrop:
        case Verb::kPush:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kKick:
        case Verb::kFall:
            return true;
        default:
            return false;
    }
}

void AnimalPerformer::place(const Pose& origin) {
    const Vec3 ahead = rotate(origin.rotation, {0, 0, 1});
    body_.place(origin.position, std::atan2(ahead.x, ahead.z), nullptr);
    placed_ = false;
    Joints none{};
    none[0] = from_axis_angle({0, 1, 0}, body_.yaw);
    Frames frames;
    body_.skeleton().forward(
        apply({origin.position, none[0]}, body_.skeleton().root_rest()), none, frames
    );
    body_.skeleton().poses(frames, poses_);
}

void AnimalPerformer::begin(const Cue& cue, const StageView& view) {
    view_ = &view;
    if (runs_over(cue.verb)) {
        Over over{.cue = cue};
        const bool calls = cue.verb == Verb::kBark || cue.verb == Verb::kMeow ||
                           cue.verb == Verb::kNeigh || cue.verb == Verb::kChirp;
        over.length_s =
            cue.duration_s > 0.0 ? static_cast<float>(cue.duration_s) : (calls ? 1.6F : 1.8F);
        if (calls && cue.duration_s <= 0.0 && cue.repeat > 1) {
            over.length_s = 0.5F * static_cast<float>(cue.repeat) + 0.6F;
        }
        over_.push_back(over);
        return;
    }
    if (act_ && body_.flying()) {
        // It lands first.
        body_.touch_down(view, false);
    }
    act_ = Act{.cue = cue};
    const bool goes = cue.verb == Verb::kWalk || cue.verb == Verb::kRun ||
                      cue.verb == Verb::kSneak || cue.verb == Verb::kCrawl;
    if (goes && goes_in_leaps(kind_) && !deep_water()) {
        go_in_leaps();
    }
    if (cue.verb == Verb::kHold) {
        held_ = cue.object;
        grip_ = {};
    }
    const bool stays_down =
        cue.verb == Verb::kEat || cue.verb == Verb::kStay || cue.verb == resting_;
    if (!stays_down) {
        resting_ = Verb::kStand;
    }
    walker_.begin(body_, route_for(cue));
}

void AnimalPerformer::speak(const Utterance& line) {
    words_ = line.mouth;
    words_s_ = 0.0;
    words_end_s_ = line.duration_s;
}

void AnimalPerformer::mount(std::optional<int>, std::string_view) {}

void AnimalPerformer::rise(std::span<const Pose> from) {
    rise_from_.emplace(from.begin(), from.end());
}

FacePose AnimalPerformer::face() const {
    FacePose face;
    face.mouth_open = clamp(jaw_now_.value / 30.0F, 0.0F, 1.0F);
    return face;
}

void AnimalPerformer::tell(
    SignalKind kind, int link, int object, Vec3 point, Vec3 velocity, std::string detail
) {
    signals_->push_back({
        .kind = kind,
        .link = link,
        .object = object,
        .point = point,
        .velocity = velocity,
        .detail = std::move(detail),
    });
}

void AnimalPerformer::step_act(float dt) {
    Act& a = *act_;
    a.time_s += dt;
    a.part_s += dt;
    switch (a.cue.verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kClimb:
        case Verb::kSwim:
            return travel(dt);
        case Verb::kSit:
        case Verb::kLie:
            return rest(dt);
        case Verb::kJump:
        case Verb::kBounce:
            return jump(dt);
        case Verb::kDance:
        case Verb::kBow:
            return frolic(dt);
        case Verb::kSpin:
        case Verb::kPirouette:
            return spin(dt);
        case Verb::kRoll:
            return roll_over(dt);
        case Verb::kGraze:
        case Verb::kEat:
        case Verb::kDrink:
            return graze(dt);
        case Verb::kPickUp:
        case Verb::kCatch:
            return fetch(dt);
        case Verb::kDrop:
            stand(dt);
            jaw_ = 20.0F;
            if (held_ >= 0 && a.part_s > 0.3F) {
                tell(SignalKind::kRelease, body_.head_link(), held_, body_.mouth());
                held_ = -1;
            }
            a.done = a.part_s > 0.7F;
            return;
        case Verb::kPush:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kKick:
            return strike(dt);
        case Verb::kFall:
            return fall(dt);
        default: {
            if (walker_.striding() || length(body_.velocity) > 0.2F) {
                AnimalRoute halt;
                halt.speed_mps = 0.0F;
                halt.destination = body_.root;
                halt.facing = body_.yaw;
                walker_.change(halt);
                walker_.step(body_, dt, *view_, falls_);
            } else {
                stand(dt);
            }
            a.done = a.time_s > static_cast<float>(a.cue.duration_s) && a.time_s > 0.4F;
            return;
        }
    }
}

void AnimalPerformer::step(double dt_s, const StageView& view, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    view_ = &view;
    signals_ = &signals;
    clock_s_ += dt;
    falls_.clear();
    jaw_ = 0.0F;
    if (!placed_) {
        placed_ = true;
        body_.place(body_.root, body_.yaw, &view);
    }
    if (rise_from_) {
        body_.adopt(*rise_from_, view);
        walker_.begin(body_, {});
        rise_from_.reset();
        limp_ = false;
        resting_ = Verb::kStand;
    }
    if (act_) {
        step_act(dt);
    } else if (deep_water()) {
        act_ = Act{.cue = {.verb = Verb::kSwim, .destination = body_.root}};
        swim(dt);
        act_.reset();
    } else if (!limp_) {
        if (walker_.striding()) {
            // What it walked for is done: it comes to a halt.
            AnimalRoute halt;
            halt.speed_mps = 0.0F;
            halt.destination = body_.root;
            halt.facing = body_.yaw;
            walker_.change(halt);
            walker_.step(body_, dt, view, falls_);
        } else {
            stand(dt);
        }
    }
    if (!act_ || act_->cue.verb == Verb::kStand || act_->cue.verb == Verb::kStay ||
        act_->cue.verb == Verb::kSit || act_->cue.verb == Verb::kLie) {
        // The head is never quite still.
        wander_s_ -= dt;
        if (wander_s_ < 0.0F) {
            wander_s_ = static_cast<float>(rng_.uniform(0.8, 2.6));
            wander_yaw_ = static_cast<float>(rng_.normal()) * 16.0F;
            wander_pitch_ = static_cast<float>(rng_.normal()) * 4.0F;
        }
        gaze_yaw_.step(wander_yaw_, dt, 5.0F);
        gaze_pitch_.step(wander_pitch_, dt, 5.0F);
        body_.quick.neck_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head += gaze_pitch_.value;
    } else {
        gaze_yaw_.step(0.0F, dt, 5.0F);
        gaze_pitch_.step(0.0F, dt, 5.0F);
        body_.quick.neck_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head_yaw += 0.5F * gaze_yaw_.value;
        body_.quick.head += gaze_pitch_.value;
    }
    if (!act_ || (act_->cue.verb != Verb::kGraze && act_->cue.verb != Verb::kEat &&
                  act_->cue.verb != Verb::kDrink && act_->cue.verb != Verb::kPickUp &&
                  act_->cue.verb != Verb::kCatch && act_->cue.verb != Verb::kPush &&
                  act_->cue.verb != Verb::kHit && act_->cue.verb != Verb::kTopple)) {
        reach_.step(0.0F, dt, 6.0F);
    }
    for (std::size_t i = 0; i < over_.size();) {
        step_over(over_[i], dt);
        if (over_[i].time_s >= over_[i].length_s) {
            over_.erase(over_.begin() + static_cast<std::ptrdiff_t>(i));
            if (!act_) {
                tell(SignalKind::kDone, -1, -1, {}, {}, "gesture");
            }
        } else {
            ++i;
        }
    }
    move_mouth(dt);
    grip_ease_.step(dt, 9.0F);
    body_.solve(dt, view);
    body_.skeleton().poses(body_.frames(), poses_);
    for (const PawFall& fall : falls_) {
        tell(
            SignalKind::kFootDown,
            body_.paw_link(fall.leg),
            -1,
            body_.paw[at(fall.leg)].at,
            {0, -fall.speed_mps, 0}
        );
    }
    if (act_ && act_->done) {
        act_.reset();
        tell(SignalKind::kDone, -1, -1, {}, {}, "act");
    }
}

Pose AnimalPerformer::carry_pose(int object, const StageView& view) const {
    if (object != held_) {
        return view.entity_pose(object);
    }
    const Quat turn = normalize(body_.head_turn() * grip_.rotation);
    return {body_.mouth() + grip_off_ * grip_ease_.value, turn};
}

std::unique_ptr<Performer> make_animal_performer(
    const Entity& entity, const Thing& thing, const Blueprint& blueprint, Rng rng
) {
    const auto has = [&](std::string_view name) {
        return std::any_of(blueprint.links.begin(), blueprint.links.end(), [&](const Link& link) {
            return link.name == name;
        });
    };
    if (has("left_hind_paw")) {
        return std::make_unique<AnimalPerformer>(entity, thing, blueprint, rng);
    }
    if (has("left_wing")) {
        return std::make_unique<BirdPerformer>(entity, thing, blueprint, rng);
    }
    if (has("body_1")) {
        return std::make_unique<FishPerformer>(entity, thing, blueprint, rng);
    }
    if (has("leg_0_upper")) {
        return std::make_unique<CrawlerPerformer>(thing, blueprint, rng);
    }
    if (has("coil_1")) {
        return std::make_unique<SnakePerformer>(blueprint, rng);
    }
    return nullptr;
}

}  // namespace hibari::world
