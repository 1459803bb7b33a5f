#pragma once

// What performances are made of: a person who does what a challenge asks, before a camera in a
// room, and what is heard there. Attacks take it apart and put it together in other ways.

#include "trust/likeness/testing/head.h"
#include "trust/likeness/testing/performance.h"

#include <array>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace hibari::trust::testing {

inline constexpr media::FrameSize kSize = {240, 320};
inline constexpr double kSeconds = kRecordingSecondsMin + 0.3;
inline constexpr double kRate = 48'000.0;

/// How many pictures a performance has.
inline std::size_t frames_at(int fps) {
    return static_cast<std::size_t>(kSeconds * fps) + 1;
}

/// From 0 at `from` to 1 at `to`, without corners.
float smooth(float from, float to, float t);

/// A slow wander around 0 with a spread of about 1.
class Wander {
  public:
    explicit Wander(Rng rng) {
        for (Wave& wave : waves_) {
            wave = {rng.uniform(0.15F, 1.3F), rng.uniform(0.0F, 6.28F), rng.uniform(0.4F, 1.0F)};
        }
    }

    float at(float t) const {
        float sum = 0.0F;
        for (const Wave& wave : waves_) {
            sum += wave.size * std::sin(6.2832F * wave.rate_hz * t + wave.phase);
        }
        return sum * 0.8F;
    }

  private:
    struct Wave {
        float rate_hz = 0.0F;
        float phase = 0.0F;
        float size = 0.0F;
    };

    std::array<Wave, 4> waves_{};
};

struct Speech {
    std::vector<float> sound;
    std::string voice;
};

/// What is heard in the room: the digits from `begin_s` on, and noise.
Speech speak(Rng rng, std::string_view digits, double begin_s, const Conditions& conditions);

/// How far a mouth opens for a sound, at each picture.
std::vector<float> mouth_of(const std::vector<float>& sound, float lag_s, int fps);

/// Everything about one person before one camera.
struct Person {
    Person(const Challenge& challenge, Rng rng, const Conditions& conditions);

    Rgb screen_at(float t) const;
    HeadPose pose_at(float t) const;
    Light light_at(float t) const;

    HeadLook look;
    Challenge asked;
    Wander sway;
    Wander nod;
    Wander drift_x;
    Wander drift_y;
    std::vector<float> reaction;
    std::vector<float> reach;
    std::vector<Turn> turns;
    std::vector<FlashColor> flashes;
    float distance = 0.6F;
    float latency = 0.03F;
    float strength = 0.25F;
    float blink_phase = 0.0F;
    /// At each picture, and how many of those there are a second.
    std::vector<float> mouth;
    int fps = 24;
    Light light;
};

/// The room and the camera.
class Camera {
  public:
    Camera(Rng rng, const Conditions& conditions);

    /// The wall as the camera sees it at that time, lit.
    LightPicture wall(float t, const Light& light) const;
    media::Frame photograph(const LightPicture& picture, std::size_t number) const;

  private:
    LightPicture wall_;
    Wander shake_x_;
    Wander shake_y_;
    Rng grain_;
    float noise_ = 0.01F;
    float exposure_ = 1.1F;
    float shake_ = 1.0F;
};

/// That person before that camera.
LightPicture scene(const Camera& camera, const Person& person, float t);

/// What the camera sees at a time.
using Scene = std::function<LightPicture(float)>;

std::vector<media::Frame> film(const Camera& camera, const Scene& scene, int fps);

/// A challenge, somebody who is to answer it, and an older one that they answered.
struct Stage {
    Stage(const Challenge& challenge, Rng rng, const Conditions& conditions = {});

    /// A recording of `what`.
    Performance shot(const Scene& what, Speech speech) const;
    Performance finished(std::vector<media::Frame> frames, Speech speech) const;
    /// Everything as it should be.
    Scene seen() const;
    /// The same person in an older recording, with the sound that belonged to it.
    std::pair<Person, Speech> earlier() const;
    /// A print of the person, reflectances.
    LightPicture print() const;

    /// How far the head is turned, for who turns a sheet as a head would have to be turned.
    float turned(float t) const { return person.pose_at(t).yaw; }

    Rng rng(std::string_view name) const { return rng_.split(name); }

    Challenge asked;
    Challenge old;
    Conditions conditions;
    Camera camera;
    Person person;
    Speech right;

  private:
    Rng rng_;
};

}  // namespace hibari::trust::testing
