// Skateboarding: pushing, cruising, ollies, kickflips and grinds.
//
// In the air the board and the rider are two bodies in free fall. An ollie's feet stay on the deck
// and tilt it; in a kickflip they let it go, the flick spins it about its length at a constant
// rate, and they catch it when it has come round. A failed one has the wrong spin and is not
// caught.
#include "world/physics/character/craft_ride.h"
#include "world/physics/character/feet.h"
#include "world/physics/character/skate_pop.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kCruise = 3.4F;      // m/s
constexpr float kPop = 0.44F;        // Radians that the nose is up when the tail strikes.
constexpr float kTruck = 0.215F;     // From the middle to an axle, metres at usual size.
constexpr float kFrontFoot = 0.20F;  // Of the soles from the middle of the deck.
constexpr float kRearFoot = -0.26F;
constexpr float kGather_s = 0.42F;  // Down into the knees before a pop.

constexpr std::size_t at(int side) {
    return static_cast<std::size_t>(side);
}

enum class Part : std::uint8_t { kRoll, kGather, kSpring, kAir, kGrind, kLand };

class SkateRide final : public CraftRide {
  public:
    using CraftRide::CraftRide;

    bool takes(Verb verb) const override {
        switch (verb) {
            case Verb::kSkate:
            case Verb::kPushBoard:
            case Verb::kOllie:
            case Verb::kKickflip:
            case Verb::kGrind:
            case Verb::kRide:
            case Verb::kJump:
                return true;
            default:
                return false;
        }
    }

    void begin(const Cue& cue, Self& self) override {
        CraftRide::begin(cue, self);
        left_ = std::max(1, cue.repeat);
        enter(Part::kRoll);
        pop_at_s_ = craft_.speed_mps > 1.5F ? 0.3F : 0.0F;
        find_rail(self);
        obstacle_ = board_obstacle(*self.view, cue, craft_.frame.position);
        if (obstacle_) {
            const Vec3 way = obstacle_->middle - craft_.frame.position;
            goal_ = obstacle_->middle + normalize(Vec3{way.x, 0, way.z}) * 15.0F;
            has_goal_ = false;
        }
        // Whoever begins a trick is already rolling: it was pushed before the shot.
        const bool trick =
            cue.verb != Verb::kSkate && cue.verb != Verb::kPushBoard && cue.verb != Verb::kRide;
        if (trick && craft_.speed_mps < 0.1F && !started_) {
            craft_.yaw = rail_ ? std::atan2(rail_way_.x, rail_way_.z) : yaw_to_goal();
        }
        if (!started_ && distance_to_goal() > 0.5F && !rail_) {
            craft_.yaw = yaw_to_goal();
        }
        if (!started_ && self.view->time_s() < 0.05) {
            // The shot begins in the middle of a ride.
            craft_.speed_mps = (trick ? 0.9F : 0.6F) * wanted_speed();
            pop_at_s_ = 0.45F;
        }
        started_ = true;
    }

    std::optional<RidePose> pose(Self& self, float dt) override {
        time_s_ += dt;
        cue_s_ += dt;
        switch (part_) {
            case Part::kRoll:
                roll(self, dt);
                break;
            case Part::kGather:
                gather(self, dt);
                break;
            case Part::kSpring:
                spring(self, dt);
                break;
            case Part::kAir:
                soar(self, dt);
                break;
            case Part::kGrind:
                grind(self, dt);
                break;
            case Part::kLand:
                land(self, dt);
                break;
        }
        craft_.pose_links();
        return ride_pose(self, dt);
    }

    // What the estimate of `follow_flight` leaves: the rider's mass is exactly where it falls to.
    void settle(Self& self) override {
        CraftRide::settle(self);
        if (part_ == Part::kAir) {
            self.body.shift(falling_mass(self) - self.body.center_of_mass());
        }
    }

    bool airborne() const { return part_ == Part::kAir; }

    bool caught() const { return caught_; }

  private:
    void enter(Part part) {
        part_ = part;
        time_s_ = 0.0F;
    }

    bool is_trick() const {
        return cue_.verb == Verb::kOllie || cue_.verb == Verb::kKickflip ||
               cue_.verb == Verb::kGrind || cue_.verb == Verb::kJump;
    }

    void find_rail(Self& self) {
        rail_ = false;
        const int rail = cue_.target >= 0 ? cue_.target : -1;
        if (cue_.verb != Verb::kGrind || rail < 0) {
            return;
        }
        const auto a = self.view->anchor(rail, "start");
        const auto b = self.view->anchor(rail, "end");
        if (!a || !b) {
            return;
        }
        Vec3 from = a->position;
        Vec3 to = b->position;
        const Vec3 here = craft_.frame.position;
        if (distance(here, from) > distance(here, to)) {
            std::swap(from, to);
        }
        rail_ = true;
        rail_from_ = from;
        rail_to_ = to;
        rail_way_ = normalize(Vec3{to.x - from.x, 0, to.z - from.z});
    }

    // ---- On the wheels.

    // Puts the board on the ground under both axles.
    void stand_on_ground(Self& self) {
        const Vec3 ahead = heading_of(craft_.yaw);
        const float z = kTruck * size();
        Vec3& p = craft_.frame.position;
        const float front = ground_under(*self.view, craft_.entity(), p + ahead * z);
        const float rear = ground_under(*self.view, craft_.entity(), p - ahead * z);
        const float goal = 0.5F * (front + rear);
        if (!grounded_) {
            grounded_ = true;
            height_ = {goal, 0.0F};
            slope_ = {0.0F, 0.0F};
        }
        // A kerb lifts it over the length of the board, not at once.
        height_.step(goal, 1.0F / static_cast<float>(kStepHz), 28.0F);
        slope_.step(std::atan2(front - rear, 2.0F * z), 1.0F / static_cast<float>(kStepHz), 28.0F);
        p.y = height_.value;
        tilt_ = slope_.value;
    }

    float size() const { return craft_.half().z / 0.40F; }

    void advance(Self& self, float dt) {
        // Uphill slows, downhill speeds up; bearings and wheels take a little.
        craft_.speed_mps -= (std::sin(tilt_) * self.view->gravity() + 0.12F) * dt;
        craft_.speed_mps = std::max(0.0F, craft_.speed_mps);
        craft_.frame.position += heading_of(craft_.yaw) * (craft_.speed_mps * dt);
        craft_.rolled_m += craft_.speed_mps * dt;
        stand_on_ground(self);
        const float lean =
            clamp(turn_rate_.value * craft_.speed_mps / self.view->gravity(), -0.35F, 0.35F);
        lean_.step(lean, dt, 8.0F);
        craft_.frame.rotation = craft_.upright() * from_axis_angle({1, 0, 0}, -tilt_) *
                                from_axis_angle({0, 0, 1}, -0.5F * lean_.value);
    }

    float wanted_speed() const { return kCruise * clamp(cue_.intensity, 0.4F, 1.7F); }

    void roll(Self& self, float dt) {
        float yaw = finished_ ? craft_.yaw : yaw_to_goal();
        if (rail_) {
            // On to the line of the rail, then along it.
            const Vec3 off = craft_.frame.position - rail_from_;
            const Vec3 side{rail_way_.z, 0, -rail_way_.x};
            yaw = std::atan2(rail_way_.x, rail_way_.z) - clamp(dot(off, side) * 1.1F, -0.7F, 0.7F);
        }
        if (distance_to_goal() > 0.6F || rail_) {
            steer_to(yaw, 1.6F, dt);
        } else {
            steer_to(craft_.yaw, 1.6F, dt);
        }
        const bool trick = is_trick() && !finished_;
        const float speed = trick ? std::max(2.6F, 0.85F * wanted_speed()) : wanted_speed();
        const bool near = !trick && has_goal_ && !finished_ &&
                          distance_to_goal() < 0.5F * craft_.speed_mps + 0.3F;
        if (near ||
            (cue_.duration_s > 0.0 && cue_s_ > static_cast<float>(cue_.duration_s) && !trick)) {
            finished_ = true;
        }
        if (finished_ && has_goal_ && distance_to_goal() < 0.6F + craft_.speed_mps) {
            craft_.speed_mps = std::max(0.0F, craft_.speed_mps - 1.6F * dt);
        }
        push_off(self, dt, !finished_ && craft_.speed_mps < speed);
        advance(self, dt);
        crouch_.step(0.12F, dt, 7.0F);
        if (trick && push_s_ < 0.0F && craft_.speed_mps > 0.75F * speed && cue_s_ > pop_at_s_) {
            if (is_due(self)) {
                enter(Part::kGather);
            }
        }
    }

    // The rear foot comes down beside the board, stays where it is while the board goes on, and
    // comes back.
    void push_off(Self& self, float dt, bool wants) {
        if (push_s_ < 0.0F) {
            if (wants && time_s_ > 0.7F) {
                push_s_ = 0.0F;
            }
            return;
        }
        push_s_ += dt;
        const float u = push_s_ / 1.05F;
        turned_.step(u < 0.72F ? 1.0F : 0.0F, dt, 9.0F);
        const Vec3 ahead = heading_of(craft_.yaw);
        const Vec3 right{-ahead.z, 0, ahead.x};
        if (u < 0.28F) {
            push_foot_ = craft_.frame.position + right * (0.21F * self.body.scale()) +
                         ahead * (0.12F + craft_.speed_mps * 0.04F);
            push_foot_.y = self.view->ground_y(push_foot_.x, push_foot_.z);
        } else if (!pushed_) {
            pushed_ = true;
            self.foot_down(1, 1.2F);
        }
        if (u > 0.28F && u < 0.62F) {
            craft_.speed_mps += 1.25F / (0.34F * 1.05F) * dt * clamp(cue_.intensity, 0.6F, 1.4F);
        }
        if (u >= 1.0F) {
            push_s_ = -1.0F;
            pushed_ = false;
            time_s_ = craft_.speed_mps < 0.8F * wanted_speed() ? 0.62F : 0.0F;
        }
    }

    // ---- The trick.

    void gather(Self& self, float dt) {
        steer_to(craft_.yaw, 0.5F, dt);
        advance(self, dt);
        crouch_.step(0.95F, dt, 9.0F);
        turned_.step(0.0F, dt, 9.0F);
        if (time_s_ > kGather_s) {
            plan(self);
            enter(Part::kSpring);
        }
    }

    float wanted_rise(float scale) const {
        const float usual = (cue_.verb == Verb::kKickflip ? 0.42F : 0.36F) *
                            clamp(cue_.intensity, 0.5F, 1.6F) * scale;
        if (rail_) {
            return std::max(0.20F, rail_to_.y - craft_.frame.position.y + 0.16F);
        }
        if (!obstacle_) {
            return usual;
        }
        // Too low when it shall not get over; down stairs everybody gets.
        const bool clears = cue_.outcome != Outcome::kFailure || obstacle_->drop_m > 0.0F;
        return clears ? std::max(usual, obstacle_->height_m + 0.14F)
                      : 0.4F * obstacle_->height_m + 0.1F;
    }

    // Whether it is time to gather for the trick.
    bool is_due(const Self& self) const {
        const Vec3 here = craft_.frame.position;
        if (rail_) {
            return dot(rail_from_ - here, rail_way_) < craft_.speed_mps * 0.78F + 0.35F;
        }
        if (!obstacle_) {
            return true;
        }
        // The top of the flight is over its middle; off stairs it goes just before the edge.
        constexpr float kBeforeEdge = 0.3F;
        const float g = std::max(self.view->gravity(), 0.5F);
        const float s = self.body.scale();
        const Pop pop = plan_pop(std::max(wanted_rise(s), obstacle_->height_m), 0.0F, s, g);
        const float before = obstacle_->drop_m > 0.0F ? obstacle_->half_m + kBeforeEdge
                                                      : 0.5F * pop.air_s * craft_.speed_mps;
        return dot(obstacle_->middle - here, heading_of(craft_.yaw)) <
               craft_.speed_mps * (kGather_s + pop.spring_s) + before;
    }

    void plan(Self& self) {
        const float g = std::max(self.view->gravity(), 0.5F);
        const float s = self.body.scale();
        onto_ = rail_       ? rail_to_.y - craft_.frame.position.y
                : obstacle_ ? -obstacle_->drop_m
                            : 0.0F;
        const Pop pop = plan_pop(wanted_rise(s), onto_, s, g);
        air_s_ = pop.air_s;
        drop_ = pop.drop_m;
        rider_up_ = pop.rider_up_mps;
        rise_m_ = pop.spring_m;
        push_time_ = pop.spring_s;
        const bool fails = cue_.outcome == Outcome::kFailure;
        turns_ = cue_.verb == Verb::kKickflip ? 1.0F : 0.0F;
        if (fails) {
            turns_ = cue_.verb == Verb::kKickflip ? (self.rng.chance(0.5) ? 0.60F : 1.42F)
                                                  : (self.rng.chance(0.5) ? 0.20F : -0.22F);
        }
        from_lift_ = lift_;
        caught_ = true;
    }

    void spring(Self& self, float dt) {
        advance(self, dt);
        const float u = std::min(1.0F, time_s_ / push_time_);
        lift_ = from_lift_ + rise_m_ * u * u;
        lift_speed_ = 2.0F * rise_m_ * u / push_time_;
        crouch_.step(0.95F, dt, 9.0F);
        // The tail goes down at the end of the push.
        const float kick = smoothstep(0.55F, 1.0F, u);
        pop_ = kPop * kick;
        tilt_board();
        if (u >= 1.0F) {
            take_off(self);
        }
    }

    // Nose up about the rear axle by `pop_`.
    void tilt_board() {
        const Quat turn = craft_.upright() * from_axis_angle({1, 0, 0}, -tilt_ - pop_);
        const Vec3 axle{0, 0.027F * size(), -kTruck * size()};
        const Vec3 stays = craft_.frame.position +
                           rotate(craft_.upright() * from_axis_angle({1, 0, 0}, -tilt_), axle);
        craft_.frame = {stays - rotate(turn, axle), turn};
    }

    void take_off(Self& self) {
        const float g = std::max(self.view->gravity(), 0.5F);
        const Vec3 ahead = heading_of(craft_.yaw);
        mass_from_ = self.body.center_of_mass();
        rider_velocity_ = ahead * craft_.speed_mps + Vec3{0, rider_up_, 0};
        board_from_ = apply(craft_.frame, craft_.center());
        // Its centre is back at rolling height when the flight is over.
        const float rolling = height_.value + craft_.center().y +
                              (rail_ ? rail_to_.y - height_.value - 0.05F * size() : onto_);
        const float up = (rolling - board_from_.y) / air_s_ + 0.5F * g * air_s_;
        board_velocity_ = ahead * craft_.speed_mps + Vec3{0, up, 0};
        off_ = self.body.root - mass_from_;
        off_speed_ = {};
        self.signal(SignalKind::kTakeOff, kLeftFoot, -1, board_from_, rider_velocity_);
        enter(Part::kAir);
    }

    float flick_from() const { return 0.14F * air_s_; }

    float flick_to() const { return 0.74F * air_s_; }

    void soar(Self& self, float dt) {
        const float g = std::max(self.view->gravity(), 0.5F);
        const float t = std::min(time_s_, air_s_);
        const Vec3 fall{0, -0.5F * g * t * t, 0};
        const Vec3 center = board_from_ + board_velocity_ * t + fall;
        const bool flips = turns_ != 0.0F;
        // The front foot levels it on the way up.
        const float level = kPop * (1.0F - smoothstep(0.10F, 0.55F, t / air_s_));
        const float u = clamp((t - flick_from()) / (flick_to() - flick_from()), 0.0F, 1.6F);
        const bool comes_round = std::fabs(turns_ - 1.0F) < 0.01F;
        const float spin = 2.0F * kPi * turns_ * (comes_round ? std::min(u, 1.0F) : u);
        const Quat turn = craft_.upright() * from_axis_angle({1, 0, 0}, -level) *
                          from_axis_angle({0, 0, 1}, spin);
        craft_.frame = {center - rotate(turn, craft_.center()), turn};
        lift_speed_ = rider_velocity_.y - g * t;
        // Off the deck while it spins.
        const float away = flips ? smoothstep(0.02F, 0.16F, t / air_s_) : 0.0F;
        const float back = flips && comes_round ? smoothstep(0.60F, 0.74F, t / air_s_) : 0.0F;
        feet_off_ = away * (1.0F - back);
        crouch_.step(0.75F, dt, 5.0F);
        level_ = level;
        stretch_ = flips && !comes_round ? smoothstep(0.60F, 0.95F, t / air_s_) : 0.0F;
        if (obstacle_ && obstacle_->drop_m == 0.0F && cue_.outcome == Outcome::kFailure) {
            const float left = dot(obstacle_->middle - center, heading_of(craft_.yaw));
            if (left < obstacle_->half_m + 0.8F * craft_.half().z) {
                CraftRide::fall(self, kStopped);
                return;
            }
        }
        if (flips && !comes_round && t > 0.97F * air_s_) {
            caught_ = false;
            fall_off(self);
            return;
        }
        if (time_s_ >= air_s_) {
            self.signal(
                SignalKind::kLand, kLeftFoot, -1, center, rider_velocity_ - Vec3{0, g * t, 0}
            );
            feet_off_ = 0.0F;
            pop_ = 0.0F;
            if (rail_ && cue_.outcome == Outcome::kSuccess) {
                start_grind();
            } else if (rail_) {
                fall_off(self);
            } else {
                grounded_ = false;
                stand_on_ground(self);
                start_land(self);
            }
        }
    }

    void fall_off(Self& self) { fall(self, "missed the board"); }

    void start_land(Self& self) {
        // The knees take the fall: a spring from the speed of the landing.
        const Pose deck = craft_.anchor("deck");
        landing_ = {self.body.root.y - deck.position.y, lift_speed_};
        enter(Part::kLand);
    }

    void start_grind() {
        grounded_ = true;
        height_ = {rail_to_.y - 0.05F * size(), 0.0F};
        enter(Part::kGrind);
        grinding_ = true;
        landing_ = {lift_, lift_speed_};
    }

    // The trucks slide along the bar.
    void grind(Self& self, float dt) {
        craft_.speed_mps = std::max(1.2F, craft_.speed_mps - 0.10F * self.view->gravity() * dt);
        Vec3& p = craft_.frame.position;
        p += rail_way_ * (craft_.speed_mps * dt);
        // Settles on to the middle of the bar.
        const Vec3 off = p - rail_from_;
        const Vec3 side{rail_way_.z, 0, -rail_way_.x};
        p += side * (-dot(off, side) * std::min(1.0F, 10.0F * dt));
        p.y = rail_to_.y - 0.028F * size();
        craft_.frame.rotation = craft_.upright();
        landing_.step(dt, 9.0F);
        lift_ = landing_.value;
        lift_speed_ = landing_.speed;
        crouch_.step(0.45F, dt, 7.0F);
        if (dot(rail_to_ - p, rail_way_) < 0.12F) {
            // Off the end: a small hop back to the ground.
            rail_ = false;
            const float g = std::max(self.view->gravity(), 0.5F);
            const float ground = ground_under(*self.view, craft_.entity(), p + rail_way_ * 0.6F);
            const float up = 0.7F;
            air_s_ = (up + std::sqrt(up * up + 2.0F * g * std::max(0.0F, p.y - ground))) / g;
            mass_from_ = self.body.center_of_mass();
            rider_velocity_ = rail_way_ * craft_.speed_mps + Vec3{0, up + 0.06F / air_s_, 0};
            board_from_ = apply(craft_.frame, craft_.center());
            board_velocity_ = rail_way_ * craft_.speed_mps + Vec3{0, up, 0};
            turns_ = 0.0F;
            off_ = self.body.root - mass_from_;
            off_speed_ = {};
            enter(Part::kAir);
        }
    }

    void land(Self& self, float dt) {
        advance(self, dt);
        landing_.step(dt, 8.0F);
        lift_ = landing_.value;
        lift_speed_ = landing_.speed;
        crouch_.step(0.30F, dt, 5.0F);
        if (time_s_ > 0.75F) {
            if (--left_ > 0) {
                pop_at_s_ = cue_s_ + 0.25F;
                enter(Part::kRoll);
                landing_ = {};
            } else {
                finished_ = true;
                has_goal_ = false;
                enter(Part::kRoll);
            }
        }
    }

    // ---- The rider.

    std::optional<RidePose> ride_pose(Self& self, float dt) {
        const Pose deck = craft_.anchor("deck");
        const float s = self.body.scale();
        RidePose ride;
        const float facing = across(craft_.yaw) + 0.95F * turned_.value;
        ride.frame = {deck.position, from_axis_angle({0, 1, 0}, facing)};
        if (part_ == Part::kRoll || part_ == Part::kGather) {
            lift_ = landing_.value;
            landing_.step(dt, 8.0F);
        }
        ride.frame.position.y += lift_;
        const float sway = std::sin(1.9F * self.clock_s + self.temper.phase);
        ride.posture = board_posture(crouch_.value, 1.0F, sway);
        const float lean = degrees(lean_.value);
        ride.posture.hips.pitch += 0.6F * lean;
        ride.posture.pelvis.z -= 0.004F * lean;
        set_arms(ride.posture);
        set_feet(self, ride, deck);
        if (part_ == Part::kAir) {
            follow_flight(self, ride, dt);
        }
        self.gaze = craft_.frame.position + heading_of(craft_.yaw) * 3.0F + Vec3{0, 0.5F * s, 0};
        return ride;
    }

    void set_arms(Posture& p) const {
        if (part_ == Part::kSpring || part_ == Part::kAir) {
            for (ArmPose& arm : p.arm) {
                arm.raise = 34.0F;
                arm.spread = 66.0F;
                arm.elbow = 24.0F;
            }
        } else if (part_ == Part::kGather) {
            for (ArmPose& arm : p.arm) {
                arm.raise = -18.0F;
                arm.spread = 30.0F;
            }
        }
    }

    void set_feet(Self& self, RidePose& ride, const Pose& deck) {
        const float s = self.body.scale();
        const float long_m = size();
        const bool tricks = part_ == Part::kGather || part_ == Part::kSpring || part_ == Part::kAir;
        tricky_.step(tricks ? 1.0F : 0.0F, 1.0F / static_cast<float>(kStepHz), 9.0F);
        const float front =
            lerp(kFrontFoot, 0.06F, tricky_.value) +
            (part_ == Part::kAir ? 0.16F * smoothstep(0.0F, 0.5F, time_s_ / air_s_) : 0.0F) +
            (part_ == Part::kLand || part_ == Part::kGrind ? 0.0F : 0.0F);
        front_foot_.step(front, 1.0F / static_cast<float>(kStepHz), 20.0F);
        const float rear = lerp(-0.16F, kRearFoot - 0.05F, tricky_.value);
        rear_foot_.step(rear, 1.0F / static_cast<float>(kStepHz), 12.0F);
        // The ball of the foot stands to the toes' side of the middle.
        const Quat level = from_axis_angle({0, 1, 0}, across(craft_.yaw));
        for (int side = 0; side < 2; ++side) {
            const float z = (side == 0 ? front_foot_.value : rear_foot_.value) * long_m;
            const Vec3 local{-0.055F * s, 0, z};
            const Vec3 on_deck = deck.position + rotate(deck.rotation, local);
            const float out =
                side == 0 ? 0.30F * (1.0F + 1.6F * turned_.value) : -0.14F + 0.5F * turned_.value;
            const Quat toes = deck.rotation * from_axis_angle({0, 1, 0}, -0.5F * kPi + out);
            Vec3 place = on_deck;
            Quat turn = toes;
            if (feet_off_ > 0.0F) {
                // Over the board, high enough for it to turn under them.
                const Vec3 middle = apply(craft_.frame, craft_.center());
                const Vec3 above =
                    middle + rotate(craft_.upright(), Vec3{-0.055F * s, 0, z}) + Vec3{0, 0.235F, 0};
                place = lerp(on_deck_unspun(middle, z, s), above, feet_off_);
                // Without a board to come down on, the legs reach for the ground.
                const Vec3 hips = self.body.frames().pivot[kPelvis];
                const Vec3 under = hips +
                                   rotate(level, Vec3{side == 0 ? 0.20F : -0.20F, 0, 0.04F} * s) -
                                   Vec3{0, 0.80F * self.body.leg_m(), 0};
                place = lerp(place, under, stretch_);
                turn = level * from_axis_angle({0, 1, 0}, out);
            }
            ride.foot[at(side)] = Pose{place, turn};
        }
        if (push_s_ >= 0.0F) {
            push_pose(self, ride);
        }
    }

    // Where a sole would stand if the board had not been spun.
    Vec3 on_deck_unspun(Vec3 middle, float z, float s) const {
        const Quat turn = craft_.upright() * from_axis_angle({1, 0, 0}, -level_);
        return middle + rotate(turn, Vec3{-0.055F * s, craft_deck_height(), z});
    }

    float craft_deck_height() const {
        for (const Anchor& a : craft_.blueprint().anchors) {
            if (a.name == "deck") {
                return a.local.position.y +
                       craft_.blueprint().links[static_cast<std::size_t>(a.link)].rest.position.y -
                       craft_.center().y;
            }
        }
        return 0.0F;
    }

    void push_pose(Self& self, RidePose& ride) {
        const float u = push_s_ / 1.05F;
        const Pose home = *ride.foot[1];
        const Quat ahead = from_axis_angle({0, 1, 0}, craft_.yaw);
        Pose pose = home;
        if (u < 0.28F) {
            const float v = smoothstep(0.0F, 0.28F, u);
            pose.position =
                lerp(home.position, push_foot_, v) + Vec3{0, 0.10F * std::sin(kPi * v), 0};
            pose.rotation = slerp(home.rotation, ahead, v);
        } else if (u < 0.62F) {
            pose = {push_foot_, ahead};
        } else {
            const float v = smoothstep(0.62F, 1.0F, u);
            pose.position =
                lerp(push_foot_, home.position, v) + Vec3{0, 0.20F * std::sin(kPi * v), 0};
            pose.rotation = slerp(ahead, home.rotation, v);
        }
        ride.foot[1] = pose;
        Posture& p = ride.posture;
        const float w = smoothstep(0.0F, 0.2F, u) * (1.0F - smoothstep(0.8F, 1.0F, u));
        p.pelvis.y -= 0.10F * w;
        p.hips.pitch += 12.0F * w;
        p.waist.pitch += 6.0F * w;
        p.chest.yaw *= 1.0F - 0.8F * w;
        p.waist.yaw *= 1.0F - 0.8F * w;
        p.neck.yaw *= 1.0F - 0.8F * w;
        p.head.yaw *= 1.0F - 0.8F * w;
        const float swing = std::sin(2.0F * kPi * u);
        p.arm[0].raise += 26.0F * swing * w;
        p.arm[1].raise -= 26.0F * swing * w;
        static_cast<void>(self);
    }

    Vec3 falling_mass(const Self& self) const {
        const float g = std::max(self.view->gravity(), 0.5F);
        return mass_from_ + rider_velocity_ * time_s_ - Vec3{0, 0.5F * g * time_s_ * time_s_, 0};
    }

    // Moves the root so that the centre of mass falls freely.
    void follow_flight(Self& self, RidePose& ride, float dt) {
        const float t = time_s_;
        const Vec3 goal = falling_mass(self);
        const Vec3 off = self.body.root - self.body.center_of_mass();
        off_speed_ = t > 2.0F * dt ? (off - off_) / dt : Vec3{};
        off_ = off;
        const Vec3 root = goal + off + off_speed_ * dt;
        ride.frame.position = root;
        lift_ = root.y - craft_.anchor("deck").position.y;
    }

    Part part_ = Part::kRoll;
    float time_s_ = 0.0F;
    bool started_ = false;
    int left_ = 1;
    float pop_at_s_ = 0.0F;
    bool grounded_ = false;
    Following height_;
    Following slope_;
    float tilt_ = 0.0F;
    float push_s_ = -1.0F;
    bool pushed_ = false;
    Vec3 push_foot_{};
    Following turned_;
    Following crouch_{0.12F, 0.0F};
    Following tricky_;
    Following front_foot_{kFrontFoot, 0.0F};
    Following rear_foot_{-0.16F, 0.0F};
    float lift_ = 0.0F;
    float lift_speed_ = 0.0F;
    float from_lift_ = 0.0F;
    float rise_m_ = 0.3F;
    float push_time_ = 0.25F;
    float drop_ = 0.2F;
    float onto_ = 0.0F;  // So much higher it comes down.
    float rider_up_ = 2.0F;
    float air_s_ = 0.5F;
    float turns_ = 0.0F;
    float pop_ = 0.0F;
    float feet_off_ = 0.0F;
    float stretch_ = 0.0F;
    float level_ = 0.0F;
    bool caught_ = true;
    Vec3 mass_from_{};
    Vec3 rider_velocity_{};
    Vec3 board_from_{};
    Vec3 board_velocity_{};
    Vec3 off_{};
    Vec3 off_speed_{};
    Fading landing_{};
    std::optional<BoardObstacle> obstacle_;
    bool rail_ = false;
    bool grinding_ = false;
    Vec3 rail_from_{};
    Vec3 rail_to_{};
    Vec3 rail_way_{};
};

}  // namespace

std::unique_ptr<Ride> make_skate_ride(int entity, std::string anchor, Craft craft) {
    return std::make_unique<SkateRide>(entity, std::move(anchor), std::move(craft));
}

}  // namespace hibari::world
