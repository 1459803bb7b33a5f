#include "world/physics/character/feelings.h"

#include "world/physics/character/gesture.h"
#include "world/things/person.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

void wear(Face& face, Feeling feeling, float weight) {
    const Expression shown = expression_of(feeling);
    face.smile = lerp(face.smile, shown.smile, weight);
    face.brow = lerp(face.brow, shown.brow, weight);
    face.open = std::max(face.open, weight * shown.open);
    face.squint = std::max(face.squint, weight * shown.squint);
}

}  // namespace

// Stronger than in life, as on a stage: a face is some thirty pixels high in a medium shot.
Expression expression_of(Feeling feeling) {
    switch (feeling) {
        case Feeling::kCalm:
            return {};
        case Feeling::kHappy:
            return {.smile = 1.0F, .brow = 0.66F, .open = 0.24F, .squint = 0.12F};
        case Feeling::kSad:
            return {.smile = 0.0F, .brow = 0.9F, .open = 0.0F, .squint = 0.3F};
        case Feeling::kAngry:
            return {.smile = 0.12F, .brow = 0.0F, .open = 0.0F, .squint = 0.28F};
        case Feeling::kSurprised:
            return {.smile = 0.5F, .brow = 1.0F, .open = 0.75F, .squint = 0.0F};
        case Feeling::kAfraid:
            return {.smile = 0.08F, .brow = 1.0F, .open = 0.45F, .squint = 0.0F};
    }
    return {};
}

void Gesture::laugh(Self& self, float w) {
    if (!called_ && w > 0.3F) {
        called_ = true;
        self.signal(SignalKind::kCall, kHead, -1, self.body.head(), {}, "laugh");
    }
    Posture& p = self.body.want;
    // Bursts of about five ha's a second under a slower heave.
    const float ha = std::max(0.0F, std::sin(2.0F * kPi * 4.6F * time_s_));
    const float heave = 0.6F + 0.4F * std::sin(2.0F * kPi * 0.55F * time_s_);
    const float size = w * heave * (0.6F + 0.4F * cue_.intensity);
    p.waist.pitch += size * (7.0F + 3.5F * ha);
    p.chest.pitch += size * (4.0F + 3.0F * ha);
    p.head.pitch -= size * (19.0F - 4.0F * ha);
    p.pelvis.y -= 0.02F * size;
    for (int side = 0; side < 2; ++side) {
        p.arm[static_cast<std::size_t>(side)].shrug += size * (4.0F + 6.0F * ha);
    }
    const int side = self.main_side();
    if (!self.busy_hands) {
        mix_arm(
            p.arm[static_cast<std::size_t>(side)],
            {.raise = 30, .spread = 8, .twist = 52, .elbow = 96, .roll = 20, .wrist = 12, .curl = 20
            },
            w
        );
    }
    self.face.smile = lerp(self.face.smile, 1.0F, w);
    self.face.open = std::max(self.face.open, w * (0.35F + 0.35F * ha));
    self.face.squint = 0.55F * w;
    self.face.brow = lerp(self.face.brow, 0.7F, w);
}

void Gesture::cry(Self& self, float w) {
    if (!called_ && w > 0.3F) {
        called_ = true;
        self.signal(SignalKind::kCall, kHead, -1, self.body.head(), {}, "cry");
    }
    Posture& p = self.body.want;
    const float sob = std::pow(std::max(0.0F, std::sin(2.0F * kPi * 1.15F * time_s_)), 2.0F);
    p.waist.pitch += w * 8.0F;
    p.chest.pitch += w * (10.0F - 4.0F * sob);
    p.neck.pitch += w * 12.0F;
    p.head.pitch += w * (16.0F + 4.0F * sob);
    self.gaze.reset();
    for (int side = 0; side < 2; ++side) {
        p.arm[static_cast<std::size_t>(side)].shrug += w * 8.0F * sob;
        HandGoal& goal = self.body.hand[static_cast<std::size_t>(side)];
        const Frames& f = self.body.frames();
        goal.palm = self.body.head() +
                    rotate(
                        f.turn[kHead],
                        Vec3{(side == 0 ? 0.035F : -0.035F), -0.01F, 0.115F} * self.body.scale()
                    );
        goal.turn.reset();
        goal.elbow = {0.7F, -1.0F, 0.2F};
        goal.weight = w;
        p.arm[static_cast<std::size_t>(side)].roll =
            lerp(p.arm[static_cast<std::size_t>(side)].roll, -75.0F, w);
        p.arm[static_cast<std::size_t>(side)].curl =
            lerp(p.arm[static_cast<std::size_t>(side)].curl, 16.0F, w);
    }
    self.face.smile = lerp(self.face.smile, 0.0F, w);
    self.face.brow = lerp(self.face.brow, 0.95F, w);
    self.face.open = std::max(self.face.open, w * 0.25F * sob);
    self.face.squint = 0.8F * w;
}

void Gesture::smile(Self& self, float w) {
    self.gaze = aim_point(self);
    self.body.want.head.roll += 5.0F * w;
    wear(self.face, Feeling::kHappy, w);
}

void Gesture::frown(Self& self, float w) {
    self.gaze = aim_point(self);
    Posture& p = self.body.want;
    p.neck.pitch += 6.0F * w;
    p.chest.pitch += 4.0F * w;
    for (ArmPose& arm : p.arm) {
        arm.shrug += 6.0F * w;
        arm.curl = lerp(arm.curl, 85.0F, w);
    }
    wear(self.face, Feeling::kAngry, w);
}

void Gesture::gasp(Self& self, float w) {
    self.gaze = aim_point(self);
    Posture& p = self.body.want;
    p.chest.pitch -= 7.0F * w;
    p.head.pitch -= 5.0F * w;
    for (std::size_t side = 0; side < 2; ++side) {
        if (!self.busy_hands) {
            mix_arm(
                p.arm[side],
                {.raise = 34, .spread = 22, .twist = 20, .elbow = 122, .roll = -40, .curl = 8},
                w
            );
        }
        p.arm[side].shrug += 8.0F * w;
    }
    wear(self.face, Feeling::kSurprised, w);
}

}  // namespace hibari::world
