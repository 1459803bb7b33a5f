// What a face does: blinks, looks, feels, and shapes the mouth to the words.
#pragma once

#include "base/rng.h"
#include "world/physics/character/feelings.h"
#include "world/physics/character/spring.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

class Face {
  public:
    explicit Face(Rng rng) : rng_(rng) {}

    /// Starts a line of speech now.
    void speak(const Utterance& line);

    /// What it shows from now on while no act asks for anything else.
    void feel(Feeling feeling);

    bool is_speaking() const { return speaking_; }

    /// Seconds since the line began.
    float speech_s() const { return static_cast<float>(speech_s_); }

    /// How open the mouth of the speaker is now, 0 .. 1.
    float voice() const { return voice_; }

    // What the acts ask for; reset by `step` to the face at rest.
    float smile = 0.55F;
    float brow = 0.5F;
    float open = 0.0F;    ///< least opening of the mouth (panting, laughing)
    float squint = 0.0F;  ///< least closing of the eyes
    float purse = 0.0F;   ///< lips drawn together: blowing

    /// `gaze_x`, `gaze_y`: where the eyes look against the head, -1 .. 1.
    void step(float dt, float gaze_x, float gaze_y);

    const FacePose& pose() const { return pose_; }

  private:
    void rest();

    Rng rng_;
    Expression rest_;
    FacePose pose_;
    Following smile_{0.55F, 0};
    Following brow_{0.5F, 0};
    Following open_{};
    Following width_{0.5F, 0};
    Following look_x_{};
    Following look_y_{};
    std::vector<MouthKey> mouth_;
    double speech_s_ = 0.0;
    double speech_end_s_ = 0.0;
    bool speaking_ = false;
    float voice_ = 0.0F;
    float next_blink_s_ = 1.3F;
    float blink_s_ = -1.0F;
    float dart_s_ = 0.0F;
    float dart_x_ = 0.0F;
    float dart_y_ = 0.0F;
};

}  // namespace hibari::world
