#include "world/physics/character/person_performer.h"

#include "world/physics/character/ball_skill.h"
#include "world/physics/character/craft_ride.h"
#include "world/physics/character/deck_view.h"
#include "world/physics/character/drift.h"
#include "world/physics/character/person_acts.h"
#include "world/physics/character/swim.h"
#include "world/script/verbs.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Temper draw_temper(const PersonStyle& style, Rng rng) {
    const auto spread = [&] { return static_cast<float>(std::clamp(rng.normal(), -1.5, 1.5)); };
    Temper temper;
    temper.tempo = 1.0F + 0.06F * spread();
    temper.energy = 1.0F + 0.15F * spread();
    temper.slouch = 2.0F + 2.5F * spread();
    temper.left_handed = rng.chance(0.1);
    temper.phase = static_cast<float>(rng.uniform(0.0, 20.0));
    temper.years = style.years;
    if (style.age == Age::kOld) {
        temper.tempo *= 0.85F;
        temper.energy *= 0.8F;
    } else if (style.age == Age::kChild) {
        temper.tempo *= 1.1F;
        temper.energy *= 1.2F;
    }
    return temper;
}

// What gets on by swimming where it is too deep to stand.
bool swims(Verb verb) {
    switch (verb) {
        case Verb::kSwim:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kDive:
        case Verb::kJump:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::unique_ptr<Act> make_person_act(const Cue& cue, const Self& self) {
    if (swims(cue.verb) && deep_water(self, self.body.root)) {
        return make_swim_act(cue, self);
    }
    if (is_afloat(self) && !is_done_afloat(cue.verb)) {
        return nullptr;  // It takes ground; without it one treads water.
    }
    if (auto act = is_weightless(self) ? make_drift_act(cue) : nullptr) {
        return act;
    }
    for (const auto maker :
         {make_travel_act,
          make_glide_act,
          make_rest_act,
          make_jump_act,
          make_gymnastic_act,
          make_ball_act,
          make_table_act,
          make_dance_act,
          make_fight_act}) {
        if (auto act = maker(cue, self)) {
            return act;
        }
    }
    return nullptr;
}

bool has_person_act(Verb verb) {
    switch (verb) {
        case Verb::kSwim:
        case Verb::kFall:
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kSkate:
        case Verb::kPickUp:
        case Verb::kPush:
        case Verb::kPull:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kCrawl:
        case Verb::kClimb:
        case Verb::kJump:
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kDive:
        case Verb::kCartwheel:
        case Verb::kHandstand:
        case Verb::kPirouette:
        case Verb::kSpin:
        case Verb::kBalance:
        case Verb::kBlow:
        case Verb::kPour:
        case Verb::kThrow:
        case Verb::kJuggle:
        case Verb::kCatch:
        case Verb::kKick:
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kDribble:
        case Verb::kBowl:
        case Verb::kBat:
        case Verb::kHit:
        case Verb::kDrop:
        case Verb::kDance:
            return true;
        default:
            return false;
    }
}

PersonPerformer::PersonPerformer(const Entity& entity, const Blueprint& blueprint, Rng rng)
    : body_(blueprint),
      face_(rng.split("face")),
      self_(
          body_,
          face_,
          hold_,
          draw_temper(resolve_style(entity, rng), rng.split("temper")),
          rng.split("acts")
      ),
      poses_(blueprint.links.size()) {
    face_.feel(entity.look.feeling);
    place({});
}

bool PersonPerformer::can(Verb verb) const {
    return is_gesture(verb) || has_person_act(verb) || is_riding(verb) ||
           (ride_ && ride_->takes(verb));
}

bool PersonPerformer::drives(const Thing& thing) const {
    return is_driven_by_people(thing.name);
}

std::optional<Driven> PersonPerformer::driven() const {
    if (!ride_ || ride_->driven().empty()) {
        return std::nullopt;
    }
    return Driven{ride_->entity(), ride_->driven()};
}

void PersonPerformer::place(const Pose& origin) {
    const Vec3 front = rotate(origin.rotation, {0, 0, 1});
    body_.place(origin.position, std::atan2(front.x, front.z), nullptr);
    placed_on_ground_ = false;
    act_.reset();
    gestures_.clear();
    ride_.reset();
    limp_ = false;
    hold_ = {};
    for (std::size_t i = 0; i < poses_.size(); ++i) {
        const Vec3 rest = body_.skeleton().rest_pivot(static_cast<int>(i)) +
                          body_.skeleton().bone(static_cast<int>(i)).center;
        poses_[i] = compose({origin.position, from_axis_angle({0, 1, 0}, body_.yaw)}, {rest, {}});
    }
}

void PersonPerformer::begin(const Cue& cue, const StageView& view) {
    self_.view = &view;
    if (is_gesture(cue.verb)) {
        for (Gesture& gesture : gestures_) {
            const bool both_use_arms = gesture.uses_arms();
            if (both_use_arms || gesture.verb() == cue.verb) {
                gesture.stop();
            }
        }
        gestures_.emplace_back(cue, self_);
        if (cue.verb == Verb::kBow && act_ && act_verb_ != Verb::kStand) {
            finish_act();
        }
        return;
    }
    get_on();
    if (!ride_ && !body_.flying()) {
        body_.find_footing(view);
    }
    if (ride_ && begin_ride(cue)) {
        return;
    }
    if (act_ && act_verb_ == cue.verb && !told_ && act_->also(cue)) {
        return;
    }
    auto act = make_person_act(cue, self_);
    if (!act) {
        act = make_stand_act(std::nullopt, static_cast<float>(cue.duration_s));
    }
    for (Gesture& gesture : gestures_) {
        if (gesture.verb() == Verb::kBow || !act->allows_gestures()) {
            gesture.stop();
        }
    }
    body_.knee_out = 0.0F;
    limp_ = false;
    told_ = false;
    // Nobody turns to something else in the air, or while a bed throws him up: down first; and
    // whoever lies gets up first.
    const bool on_bed = body_.float_root && !afloat_;
    if (rise_from_ || (act_ && (body_.flying() || on_bed) && !ride_)) {
        next_act_ = std::move(act);
        next_verb_ = cue.verb;
        told_ = true;
        return;
    }
    // Who sits or lies on the ground gets up first.
    if (act_ && act_->stays() && cue.verb != Verb::kSit && cue.verb != Verb::kLie &&
        body_.now().pelvis.y < -0.40F) {
        next_act_ = std::move(act);
        next_verb_ = cue.verb;
        act_ = make_rise_act();
        told_ = true;
    } else {
        next_act_.reset();
        act_ = std::move(act);
    }
    act_verb_ = cue.verb;
    act_->begin(self_);
}

void PersonPerformer::speak(const Utterance& line) {
    face_.speak(line);
}

void PersonPerformer::mount(std::optional<int> entity, std::string_view anchor) {
    if (entity) {
        mount_ = entity;
        mount_anchor_ = anchor;
        return;
    }
    mount_.reset();
    ride_.reset();
    body_.float_root = false;
    body_.blend(7.0F);
}

// What it rides is known by the view.
void PersonPerformer::get_on() {
    if (!mount_) {
        return;
    }
    ride_ = make_craft_ride(*mount_, mount_anchor_, *self_.view);
    if (!ride_) {
        ride_ = make_ride(*mount_, mount_anchor_);
    }
    mount_.reset();
    leaps_on_board_ = false;
}

// True when the cue is played on the ride.
bool PersonPerformer::begin_ride(const Cue& cue) {
    leaps_on_board_ = false;
    if (ride_->takes(cue.verb)) {
        act_.reset();
        next_act_.reset();
        ride_told_ = false;
        limp_ = false;
        ride_->begin(cue, self_);
        return true;
    }
    if (ride_->driven().empty()) {
        const bool stays = is_riding(cue.verb) || cue.verb == Verb::kStay ||
                           cue.verb == Verb::kStand || cue.verb == Verb::kSit;
        if (stays) {
            // Carried by a vehicle or an animal: it stays in its seat.
            act_.reset();
            next_act_.reset();
            ride_told_ = false;
            carried_s_ = cue.duration_s > 0.0 ? static_cast<float>(cue.duration_s) : 2.0F;
        }
        return stays;
    }
    const bool leap = cue.verb == Verb::kBackflip || cue.verb == Verb::kFrontFlip ||
                      cue.verb == Verb::kJump || cue.verb == Verb::kHandstand ||
                      cue.verb == Verb::kSit || cue.verb == Verb::kLie || cue.verb == Verb::kDive;
    if (leap) {
        leaps_on_board_ = true;
        body_.float_root = false;
        return false;
    }
    // It gets off.
    ride_.reset();
    body_.float_root = false;
    body_.blend(7.0F);
    return false;
}

bool PersonPerformer::step_ride(float dt) {
    ride_->step(self_, dt);
    if (ride_->lost()) {
        return true;
    }
    carried_s_ -= dt;
    const bool over = ride_->driven().empty() ? carried_s_ <= 0.0F : ride_->finished();
    if (over && !ride_told_) {
        ride_told_ = true;
        self_.signal(SignalKind::kDone, -1, -1, {}, {}, "ride");
    }
    return false;
}

// The board goes on under an act, and takes the momentum of take-offs and landings.
void PersonPerformer::step_leap_on_board(float dt, std::size_t first_signal) {
    for (std::size_t i = first_signal; i < self_.pending.size(); ++i) {
        const Signal& signal = self_.pending[i];
        if (signal.kind == SignalKind::kTakeOff || signal.kind == SignalKind::kLand) {
            const float sign = signal.kind == SignalKind::kTakeOff ? 1.0F : -1.0F;
            const Vec3 speed =
                signal.kind == SignalKind::kTakeOff ? signal.velocity : body_.mass_velocity();
            ride_->recoil(body_.skeleton().mass_kg(), speed * sign);
        }
    }
    ride_->coast(self_, dt, !body_.flying());
}

void PersonPerformer::rise(std::span<const Pose> from) {
    rise_from_.emplace(from.begin(), from.end());
}

void PersonPerformer::finish_act() {
    body_.float_root = body_.float_root && afloat_;
    act_ = std::move(next_act_);
    act_verb_ = act_ ? next_verb_ : Verb::kStand;
    told_ = false;
    if (act_) {
        act_->begin(self_);
    }
    body_.blend(7.0F);
    body_.knee_out = 0.0F;
}

void PersonPerformer::step_gestures(float dt) {
    for (std::size_t i = 0; i < gestures_.size();) {
        if (gestures_[i].step(self_, dt)) {
            self_.signal(SignalKind::kDone, -1, -1, {}, {}, "gesture");
            gestures_.erase(gestures_.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    talking_.step(face_.is_speaking() ? 1.0F : 0.0F, dt, 5.0F);
    talk(self_, talking_.value);
    if (face_.is_speaking() && !self_.gaze) {
        self_.gaze = self_.view->camera_position();
    }
}

// Head first, eyes ahead of it.
void PersonPerformer::apply_gaze(float dt) {
    const bool looks = self_.gaze.has_value();
    wander_s_ -= dt;
    if (wander_s_ <= 0.0F) {
        wander_s_ = static_cast<float>(self_.rng.uniform(1.5, 4.0));
        wander_ = {
            static_cast<float>(self_.rng.normal()) * 0.35F,
            static_cast<float>(self_.rng.normal()) * 0.10F,
            1.0F
        };
    }
    const Vec3 way =
        looks ? *self_.gaze - body_.head() : rotate(from_axis_angle({0, 1, 0}, body_.yaw), wander_);
    const Vec3 local = rotate(from_axis_angle({0, 1, 0}, -body_.yaw), normalize(way, {0, 0, 1}));
    // Angles relative to the heading move smoothly; the weight says how much the head follows.
    const float behind = clamp(std::atan2(local.x, local.z), -1.9F, 1.9F);
    gaze_x_.step(behind, dt, 9.0F);
    gaze_y_.step(std::asin(clamp(local.y, -1.0F, 1.0F)), dt, 9.0F);
    gaze_weight_.step(looks ? 1.0F : 0.35F, dt, 6.0F);
    const Vec3 smooth{
        std::sin(gaze_x_.value) * std::cos(gaze_y_.value),
        std::sin(gaze_y_.value),
        std::cos(gaze_x_.value) * std::cos(gaze_y_.value)
    };
    const Vec3 point = body_.head() + rotate(from_axis_angle({0, 1, 0}, body_.yaw), smooth * 4.0F);
    if (!body_.flying() && (!act_ || act_->allows_gestures() || looks)) {
        look_at(self_, point, gaze_weight_.value * 0.85F);
    }
    const Quat head = body_.frames().turn[kHead];
    const Vec3 eyes = rotate(inverse(head), normalize(way, {0, 0, 1}));
    const float x = eyes.z > 0.0F ? clamp(std::atan2(eyes.x, eyes.z) / 0.6F, -1.0F, 1.0F) : 0.0F;
    const float y = clamp(std::asin(clamp(eyes.y, -1.0F, 1.0F)) / 0.5F, -1.0F, 1.0F);
    face_.step(dt, x, y);
}

// What lies on a palm is held level before the belly.
void PersonPerformer::level_palms() {
    const float s = body_.scale();
    const Quat heading = from_axis_angle({0, 1, 0}, body_.yaw);
    for (const Palmed& thing : self_.palmed) {
        const float sign = thing.side == 0 ? 1.0F : -1.0F;
        HandGoal& goal = body_.hand[at(thing.side)];
        goal.palm =
            body_.to_world(Vec3{sign * 0.23F, 0.10F, 0.34F} * s + Vec3{0, body_.stand_m(), 0});
        goal.turn = hand_on(thing.side, {0, 1, 0}, rotate(heading, {0, 0, 1}));
        goal.elbow = {0.55F, -1.0F, -0.35F};
        goal.weight = 1.0F;
        body_.want.arm[at(thing.side)].curl = 24.0F;
    }
}

// Arms that carry something keep it in front.
void PersonPerformer::hold_posture(float dt) {
    for (Palmed& thing : self_.palmed) {
        thing.ease = thing.ease * std::exp(-9.0F * dt);
    }
    if (!self_.busy_hands) {
        level_palms();
    }
    hold_.ease_weight = std::max(0.0F, hold_.ease_weight - dt / 0.35F);
    hold_weight_.step(hold_.holds() && !self_.busy_hands ? 1.0F : 0.0F, dt, 7.0F);
    if (!hold_.holds() || self_.busy_hands) {
        return;
    }
    const float w = hold_weight_.value;
    const float s = body_.scale();
    if (hold_.level && !hold_.both_hands) {
        const float sign = hold_.side == 0 ? 1.0F : -1.0F;
        HandGoal& goal = body_.hand[at(hold_.side)];
        goal.palm =
            body_.to_world(Vec3{sign * 0.17F, 0.06F, 0.26F} * s + Vec3{0, body_.stand_m(), 0});
        goal.turn = from_axis_angle({0, 1, 0}, body_.yaw);
        goal.elbow = {0.5F, -0.8F, -0.7F};
        goal.weight = w;
        body_.want.arm[at(hold_.side)].curl = lerp(body_.want.arm[at(hold_.side)].curl, 60.0F, w);
        return;
    }
    if (!hold_.both_hands) {
        ArmPose& arm = body_.want.arm[at(hold_.side)];
        const ArmPose goal{
            .raise = 14, .spread = 10, .twist = 22, .elbow = 68, .roll = 30, .wrist = 2, .curl = 48
        };
        arm.raise = lerp(arm.raise, std::max(arm.raise, goal.raise), w);
        arm.elbow = lerp(arm.elbow, std::max(arm.elbow, goal.elbow), w);
        arm.twist = lerp(arm.twist, goal.twist, w * 0.6F);
        arm.roll = lerp(arm.roll, goal.roll, w);
        arm.curl = lerp(arm.curl, goal.curl, w);
        return;
    }
    // Both hands at the sides of the thing, in front of the belly.
    const Vec3 waist = body_.frames().pivot[kAbdomen];
    const Vec3 rest =
        waist + rotate(body_.frames().turn[kPelvis], Vec3{0, 0.10F * s, 0.20F * s + hold_.half.z});
    bool claimed = false;
    for (const HandGoal& goal : body_.hand) {
        claimed = claimed || goal.weight > 0.5F;
    }
    if (!claimed) {
        self_.hold_at(rest);  // Taken over from an act that held it elsewhere.
    }
    for (int side = 0; side < 2; ++side) {
        HandGoal& goal = body_.hand[at(side)];
        if (goal.weight > 0.5F) {
            continue;
        }
        const float sign = side == 0 ? 1.0F : -1.0F;
        const Vec3 outward = rotate(from_axis_angle({0, 1, 0}, body_.yaw), {sign, 0, 0});
        goal.palm = self_.object_center() + outward * std::min(hold_.half.x, 0.35F * s);
        goal.turn.reset();
        goal.elbow = {0.7F, -1.0F, -0.3F};
        goal.weight = w;
        body_.want.arm[at(side)].curl = lerp(body_.want.arm[at(side)].curl, 22.0F, w);
    }
}

void PersonPerformer::step(double dt_s, const StageView& world, std::vector<Signal>& signals) {
    const auto dt = static_cast<float>(dt_s);
    std::optional<DeckView> deck;
    if (leaps_on_board_ && ride_) {
        deck.emplace(world, *ride_);
    }
    const StageView& view = deck ? static_cast<const StageView&>(*deck) : world;
    self_.view = &view;
    self_.clock_s += dt;
    self_.gaze.reset();
    self_.busy_hands = act_ && !act_->allows_gestures();
    if (!placed_on_ground_) {
        placed_on_ground_ = true;
        body_.place(body_.root, body_.yaw, is_weightless(self_) ? nullptr : &view);
    }
    if (rise_from_) {
        body_.adopt(*rise_from_, view);
        rise_from_.reset();
        limp_ = false;
        if (deep_water(self_, body_.root)) {
            body_.float_up();
            afloat_ = true;
            finish_act();
        } else {
            act_ = make_rise_act();
            told_ = true;
            act_->begin(self_);
        }
    }
    if (limp_) {
        face_.step(dt, 0.0F, 0.0F);
        signals.insert(signals.end(), self_.pending.begin(), self_.pending.end());
        self_.pending.clear();
        return;
    }
    for (HandGoal& goal : body_.hand) {
        goal.weight = 0.0F;
    }
    bool done = false;
    bool fell_off = false;
    get_on();
    const bool afloat = !ride_ && (deep_water(self_, body_.root) || is_weightless(self_));
    if (afloat_ && !afloat) {
        body_.float_root = false;
    }
    afloat_ = afloat;
    self_.afloat = !ride_ && is_afloat(self_) && !(act_ && act_->swims());
    if (act_) {
        const std::size_t first_signal = self_.pending.size();
        done = act_->step(self_, dt);
        if (self_.afloat && !body_.flying()) {
            stay_afloat(self_, dt);
        }
        if (leaps_on_board_ && ride_) {
            step_leap_on_board(dt, first_signal);
        }
    } else if (ride_) {
        fell_off = step_ride(dt);
    } else {
        if (!drift(self_) && !tread(self_, dt)) {
            stand(self_);
            settle_feet(self_, dt);
            center_root(self_, dt, 3.0F);
        }
    }
    limp_ = fell_off || (done && act_->limp());
    if (!body_.flying()) {
        step_gestures(dt);
        hold_posture(dt);
    }
    apply_gaze(dt);
    body_.solve(dt, view);
    if (ride_) {
        ride_->settle(self_);
    }
    body_.skeleton().poses(body_.frames(), poses_);
    if (done && !told_) {
        self_.signal(SignalKind::kDone, -1, -1, {}, {}, "act");
        told_ = true;
    }
    // What goes on for ever makes way for the next.
    if (done && (!act_->stays() || next_act_)) {
        finish_act();
    }
    if (done && leaps_on_board_ && ride_) {
        leaps_on_board_ = false;
        ride_->resume();
        act_.reset();
    }
    if (limp_) {
        ride_.reset();
        body_.float_root = false;
    }
    signals.insert(signals.end(), self_.pending.begin(), self_.pending.end());
    self_.pending.clear();
    self_.view = &world;
}

Pose PersonPerformer::carry_pose(int object, const StageView& view) const {
    if (const Palmed* thing = self_.find_palmed(object)) {
        return {self_.palmed_center(*thing), thing->turn};
    }
    if (object != hold_.object) {
        return view.entity_pose(object);
    }
    return {self_.object_center(), self_.object_turn()};
}

}  // namespace hibari::world
