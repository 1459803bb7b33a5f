// How instruments are played: on keys and skins, plucked, blown, and under the chin.
#include "world/physics/character/feet.h"
#include "world/physics/character/gesture.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

}  // namespace

void Gesture::play(Self& self, float w) {
    Posture& p = self.body.want;
    const int object = cue_.object;
    const auto has = [&](std::string_view name) {
        return object >= 0 && self.view->anchor(object, name).has_value();
    };
    const float beat = time_s_ * 2.0F * speed_;
    const float s = self.body.scale();
    const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
    // Down bow and up bow.
    const float stroke = std::sin(kPi * beat);
    const float waist = self.body.frames().pivot[kAbdomen].y - self.body.root.y;
    p.head.pitch += w * (9.0F + 4.0F * std::sin(2.0F * kPi * 0.5F * beat));
    p.pelvis.x += w * 0.012F * std::sin(kPi * beat * 0.5F);
    self.face.smile = lerp(self.face.smile, 0.7F, w);
    if (has("keys") || has("drum") || has("skin")) {
        const bool drum = !has("keys");
        const Vec3 center =
            self.view->anchor(
                         object,
                         has("keys")   ? "keys"
                         : has("drum") ? "drum"
                                       : "skin"
            )
                ->position;
        for (int side = 0; side < 2; ++side) {
            HandGoal& goal = self.body.hand[at(side)];
            const float turn = fmodf(beat + (side == 0 ? 0.5F : 0.0F), 1.0F);
            const float up = std::pow(std::sin(kPi * turn), 2.0F) * (drum ? 0.20F : 0.035F);
            const float across =
                drum ? 0.11F
                     : 0.17F + 0.10F * wander(0.7F * time_s_, 1.0F + static_cast<float>(side));
            goal.palm =
                center + rotate(heading, Vec3{sign_of(side) * across, 0.045F + up, -0.02F} * s);
            goal.turn = heading * from_axis_angle({1, 0, 0}, radians(-90)) *
                        from_axis_angle({0, 1, 0}, radians(sign_of(side) * -85.0F));
            goal.elbow = {0.7F, -1.0F, -0.3F};
            goal.weight = w;
            p.arm[at(side)].curl = lerp(
                p.arm[at(side)].curl,
                drum ? 50.0F : 26.0F + 14.0F * std::sin(9.0F * time_s_ + static_cast<float>(side)),
                w
            );
        }
        return;
    }
    if (has("blow")) {
        // At the lips, turned as the instrument says.
        const Quat own = inverse(self.view->entity_pose(object).rotation) *
                         self.view->anchor(object, "blow")->rotation;
        present(
            self,
            "blow",
            mouth_of(self) + heading_of(self.body.yaw) * (0.012F * s),
            heading * own,
            w
        );
        self.face.smile = 0.0F;
        return;
    }
    if (has("chin")) {
        // Between jaw and shoulder, the neck to the left and ahead; the player rocks it from string
        // to string under the bow.
        const float rock = 0.05F * std::sin(0.5F * kPi * beat);
        const Quat turn = heading * from_axis_angle({0, 1, 0}, radians(38)) *
                          from_axis_angle({0, 0, 1}, 0.12F + rock);
        const Vec3 jaw = mouth_of(self) + rotate(heading, Vec3{0.045F, -0.055F, -0.025F} * s);
        p.head.yaw += w * 16.0F;
        p.head.roll -= w * 9.0F;
        present(self, "chin", jaw, turn, w);
        self.hold.drawn_m = 0.17F * s * stroke;
        return;
    }
    if (has("spike")) {
        // Before the knees, its spike on the floor and its neck beside the player's ear.
        const Quat turn = heading * from_axis_angle({0, 0, 1}, -0.06F + 0.02F * stroke) *
                          from_axis_angle({1, 0, 0}, -0.20F);
        Vec3 floor = self.body.root + rotate(heading, Vec3{-0.04F, 0, 0.50F} * s);
        floor.y = self.view->ground_y_without(object, floor.x, floor.z);
        p.head.yaw += w * -8.0F;
        present(self, "spike", floor, turn, w);
        self.hold.drawn_m = 0.19F * s * stroke;
        return;
    }
    if (has("chest")) {
        // Before the breast, pulled and pushed.
        const Vec3 breast = mouth_of(self) + rotate(heading, Vec3{0.02F, -0.40F, 0.07F} * s);
        const float squeeze = std::sin(0.5F * kPi * beat);
        const Quat turn = heading * from_axis_angle({0, 0, 1}, 0.05F * squeeze);
        present(self, "chest", breast, turn, w);
        self.hold.drawn_m = 0.045F * squeeze;
        return;
    }
    pluck(self, w, beat, Vec3{0, waist, 0});
}

// Holds the instrument so that its anchor is at `place`, and the hands where it names them.
void Gesture::present(Self& self, std::string_view anchor, Vec3 place, Quat turn, float w) {
    const int object = cue_.object;
    const Pose now = self.view->entity_pose(object);
    const auto own = [&](std::string_view name) {
        const auto found = self.view->anchor(object, name);
        return apply(inverse(now), found ? found->position : now.position);
    };
    if (self.hold.holds() && self.hold.object != object) {
        return;
    }
    const Vec3 center = place - rotate(turn, own(anchor));
    if (!self.hold.holds()) {
        self.grab(object, self.main_side(), true);
    }
    if (!self.hold.both_hands || !placed_) {
        placed_ = true;
        self.hold.both_hands = true;
        self.hold.ease = now.position - center;
        self.hold.ease_turn = inverse(turn) * now.rotation;
        self.hold.ease_weight = 1.0F;
    }
    self.hold.center = center;
    self.hold.world_turn = turn;
    for (int side = 0; side < 2; ++side) {
        HandGoal& hand = self.body.hand[at(side)];
        hand.palm = center + rotate(turn, own(side == 0 ? "left_hand" : "right_hand"));
        hand.elbow = {0.6F, -1.0F, 0.1F};
        hand.turn.reset();
        hand.weight = std::max(w, 0.6F);
        ArmPose& arm = self.body.want.arm[at(side)];
        arm.curl =
            lerp(arm.curl, 55.0F + 8.0F * std::sin(9.0F * time_s_ + static_cast<float>(side)), w);
    }
}

// A guitar lies across the body: the neck to one side, the other hand strums over the hole.
void Gesture::pluck(Self& self, float w, float beat, Vec3 waist) {
    Posture& p = self.body.want;
    const float s = self.body.scale();
    const int strum = self.main_side();
    const int fret = 1 - strum;
    const Quat heading = from_axis_angle({0, 1, 0}, self.body.yaw);
    const Vec3 neck = rotate(heading, normalize(Vec3{sign_of(fret) * 0.93F, 0.32F, 0.14F}));
    const Vec3 ahead = rotate(heading, Vec3{0, 0.12F, 1});
    const Vec3 front = normalize(ahead - neck * dot(ahead, neck));
    const Quat turn = from_axes(cross(neck, front), neck, front);
    const Vec3 hole = self.body.to_world(Vec3{sign_of(strum) * 0.07F, 0.03F, 0.20F} * s + waist);
    float to_fret = 0.44F * s;
    const int object = cue_.object;
    const auto strings = object >= 0 ? self.view->anchor(object, "strum") : std::nullopt;
    const auto grip = object >= 0 ? self.view->anchor(object, "grip") : std::nullopt;
    if (strings && grip && (!self.hold.holds() || self.hold.object == object)) {
        const Pose now = self.view->entity_pose(object);
        const Vec3 own = apply(inverse(now), strings->position);
        to_fret = distance(strings->position, grip->position);
        if (!self.hold.holds()) {
            self.grab(object, strum, true);
        }
        const Vec3 center = hole - rotate(turn, own);
        if (!self.hold.both_hands || !placed_) {
            // From wherever it was held it eases into its place.
            placed_ = true;
            self.hold.both_hands = true;
            self.hold.ease = now.position - center;
            self.hold.ease_turn = inverse(turn) * now.rotation;
            self.hold.ease_weight = 1.0F;
        }
        self.hold.center = center;
        self.hold.world_turn = turn;
    }
    // Across the strings with the beat.
    const Vec3 across = cross(front, neck) * -sign_of(fret);
    const float down = std::sin(2.0F * kPi * beat);
    HandGoal& picking = self.body.hand[at(strum)];
    picking.palm = hole + front * (0.055F * s) + across * (0.065F * down * s);
    picking.elbow = {1.0F, 0.1F, -0.2F};
    picking.turn.reset();
    picking.weight = std::max(w, 0.6F);
    HandGoal& fretting = self.body.hand[at(fret)];
    const float slide = 0.05F * wander(0.5F * time_s_, 3.0F);
    fretting.palm = hole + neck * (to_fret + slide) - front * (0.015F * s);
    fretting.elbow = {0.5F, -1.0F, 0.1F};
    fretting.turn.reset();
    fretting.weight = std::max(w, 0.6F);
    p.arm[at(fret)].curl = lerp(p.arm[at(fret)].curl, 62.0F, w);
    p.arm[at(fret)].roll = lerp(p.arm[at(fret)].roll, -60.0F, w);
    p.arm[at(strum)].curl = lerp(p.arm[at(strum)].curl, 40.0F, w);
    p.head.yaw += w * 12.0F * sign_of(fret);
}

}  // namespace hibari::world
