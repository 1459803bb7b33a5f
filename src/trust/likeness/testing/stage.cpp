#include "trust/likeness/testing/stage.h"

#include "trust/likeness/testing/voices.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hibari::trust::testing {
namespace {

// Another challenge, which shares neither digits nor turns nor, for more than chance, colours.
Challenge another(const Challenge& challenge, Rng rng) {
    for (std::uint64_t i = 0;; ++i) {
        Challenge other = draw_challenge(rng.split(i), challenge.issued_at_us);
        if (other.turns != challenge.turns && other.digits != challenge.digits) {
            return other;
        }
    }
}

}  // namespace

float smooth(float from, float to, float t) {
    const float x = std::clamp((t - from) / (to - from), 0.0F, 1.0F);
    return x * x * (3.0F - 2.0F * x);
}

Speech speak(Rng rng, std::string_view digits, double begin_s, const Conditions& conditions) {
    Speech speech;
    std::vector<float> said;
    // Where espeak-ng is missing, flite's four voices have to do.
    for (int tries = 0; tries < 8 && said.empty(); ++tries) {
        speech.voice = voices()[rng.index(voices().size())];
        said = say_digits(speech.voice, digits, rng.uniform(0.85, 1.1));
    }
    speech.sound.assign(static_cast<std::size_t>(kSeconds * kRate), 0.0F);
    const auto begin = static_cast<std::size_t>(begin_s * kRate);
    const float gain = rng.uniform(0.3F, 1.0F) * conditions.loudness;
    double power = 1e-9;
    for (std::size_t i = 0; i < said.size() && begin + i < speech.sound.size(); ++i) {
        speech.sound[begin + i] = gain * said[i];
        power += static_cast<double>(gain * said[i]) * gain * said[i];
    }
    const double snr_db = rng.uniform(18.0, 38.0) - conditions.noise_db;
    const double noise = std::sqrt(
        power / std::max<double>(1.0, static_cast<double>(said.size())) *
        std::pow(10.0, -snr_db / 10.0)
    );
    for (float& sample : speech.sound) {
        sample += static_cast<float>(noise * rng.normal());
    }
    return speech;
}

std::vector<float> mouth_of(const std::vector<float>& sound, float lag_s, int fps) {
    std::vector<float> open(frames_at(fps));
    float loudest = 1e-6F;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const double middle = (static_cast<double>(i) / fps - lag_s) * kRate;
        double power = 0.0;
        for (int k = -1200; k < 1200; ++k) {
            const double at = middle + k;
            if (at >= 0.0 && at < static_cast<double>(sound.size())) {
                const float sample = sound[static_cast<std::size_t>(at)];
                power += static_cast<double>(sample) * sample;
            }
        }
        open[i] = static_cast<float>(std::sqrt(power / 2400.0));
        loudest = std::max(loudest, open[i]);
    }
    for (float& value : open) {
        value = std::pow(value / loudest, 0.7F);
        value = value < 0.12F ? 0.0F : value;
    }
    return open;
}

Person::Person(const Challenge& challenge, Rng rng, const Conditions& conditions)
    : look(draw_look(rng.split("look"))),
      asked(challenge),
      sway(rng.split("sway")),
      nod(rng.split("nod")),
      drift_x(rng.split("x")),
      drift_y(rng.split("y")),
      fps(conditions.fps) {
    look.has_glasses = look.has_glasses || conditions.glasses;
    look.has_beard = look.has_beard || conditions.beard;
    Rng r = rng.split("manner");
    for (std::size_t i = 0; i < challenge.turns.size(); ++i) {
        reaction.push_back(r.uniform(0.12F, 0.32F));
        reach.push_back(r.uniform(46.0F, 64.0F));
    }
    turns = challenge.turns;
    flashes = challenge.flashes;
    distance = r.uniform(0.52F, 0.66F);
    latency = r.uniform(0.01F, 0.06F);
    strength = r.uniform(0.16F, 0.40F);
    blink_phase = r.uniform(0.0F, 3.0F);
    Rng l = rng.split("light");
    light.key_direction = {l.uniform(-0.7F, 0.7F), l.uniform(0.2F, 0.9F), l.uniform(0.5F, 1.0F)};
    light.key = Rgb{0.55F, 0.53F, 0.49F} * (l.uniform(0.6F, 1.1F) * conditions.room);
    light.ambient = Rgb{0.32F, 0.32F, 0.33F} * (l.uniform(0.8F, 1.2F) * conditions.room);
    light.screen_on_wall = l.uniform(0.01F, 0.08F);
}

Rgb Person::screen_at(float t) const {
    const float step =
        (t - latency - static_cast<float>(kFlashesBegin_s)) / static_cast<float>(kFlash_s);
    if (step < 0.0F || step >= static_cast<float>(flashes.size())) {
        return Rgb{1.0F, 1.0F, 1.0F} * (0.25F * strength);
    }
    const auto shown = light_of(flashes[static_cast<std::size_t>(step)]);
    return Rgb{static_cast<float>(shown[0]),
               static_cast<float>(shown[1]),
               static_cast<float>(shown[2])} *
           strength;
}

HeadPose Person::pose_at(float t) const {
    HeadPose pose;
    pose.yaw = 2.2F * sway.at(t);
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const float begin =
            static_cast<float>(kTurnsBegin_s + kTurn_s * static_cast<double>(i)) + reaction[i];
        const float there =
            smooth(begin, begin + 0.35F, t) - smooth(begin + 0.75F, begin + 1.15F, t);
        pose.yaw += (turns[i] == Turn::kLeft ? 1.0F : -1.0F) * reach[i] * there;
    }
    pose.pitch = 1.5F * nod.at(t);
    pose.roll = 0.8F * sway.at(t + 5.0F);
    pose.x = 0.004F * drift_x.at(t);
    pose.y = 0.004F * drift_y.at(t) + 0.01F;
    pose.distance = distance;
    const auto frame = static_cast<std::size_t>(std::lround(t * static_cast<float>(fps)));
    pose.mouth = frame < mouth.size() ? mouth[frame] : 0.0F;
    const float blink = std::fmod(t + blink_phase, 3.1F);
    pose.blink = blink < 0.16F ? std::sin(blink / 0.16F * std::numbers::pi_v<float>) : 0.0F;
    return pose;
}

Light Person::light_at(float t) const {
    Light now = light;
    now.screen = screen_at(t);
    return now;
}

Camera::Camera(Rng rng, const Conditions& conditions)
    : wall_(draw_wall(rng.split("wall"), kSize)),
      shake_x_(rng.split("shake x")),
      shake_y_(rng.split("shake y")),
      grain_(rng.split("grain")) {
    Rng r = rng.split("camera");
    noise_ = r.uniform(0.004F, 0.016F) * conditions.grain;
    // Cameras make up for most of a dim or bright room.
    exposure_ = r.uniform(0.95F, 1.25F) * std::pow(conditions.room, -0.7F);
    shake_ = r.uniform(0.3F, 2.2F) * conditions.shake;
}

LightPicture Camera::wall(float t, const Light& light) const {
    LightPicture picture(kSize);
    const Rgb falling = light.ambient + light.key * 0.5F + light.screen * light.screen_on_wall;
    const float dx = 32.0F + shake_ * shake_x_.at(t);
    const float dy = 32.0F + shake_ * shake_y_.at(t);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            picture.at(x, y) =
                wall_.sample(static_cast<float>(x) + dx, static_cast<float>(y) + dy) * falling;
        }
    }
    return picture;
}

media::Frame Camera::photograph(const LightPicture& picture, std::size_t number) const {
    media::Frame frame = testing::photograph(picture, exposure_, noise_, grain_.split(number));
    frame.index = static_cast<std::int64_t>(number);
    return frame;
}

LightPicture scene(const Camera& camera, const Person& person, float t) {
    const Light light = person.light_at(t);
    LightPicture picture = camera.wall(t, light);
    draw_head(picture, person.look, person.pose_at(t), light);
    return picture;
}

std::vector<media::Frame> film(const Camera& camera, const Scene& scene, int fps) {
    std::vector<media::Frame> frames;
    for (std::size_t i = 0; i < frames_at(fps); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(fps);
        frames.push_back(camera.photograph(scene(t), i));
    }
    return frames;
}

Stage::Stage(const Challenge& challenge, Rng rng, const Conditions& how)
    : asked(challenge),
      old(another(challenge, rng.split("another"))),
      conditions(how),
      camera(rng.split("camera"), how),
      person(challenge, rng.split("person"), how),
      right(speak(rng.split("voice"), challenge.digits, rng.split("begin").uniform(0.75, 1.1), how)
      ),
      rng_(rng) {
    person.mouth = mouth_of(right.sound, rng.split("lips").uniform(-0.03F, 0.03F), how.fps);
}

Performance Stage::shot(const Scene& what, Speech speech) const {
    return finished(film(camera, what, conditions.fps), std::move(speech));
}

Performance Stage::finished(std::vector<media::Frame> frames, Speech speech) const {
    Performance performance;
    performance.recording = {
        .size = kSize,
        .fps = conditions.fps,
        .frames = std::move(frames),
        .sound = std::move(speech.sound)
    };
    performance.voice = std::move(speech.voice);
    performance.received_at_us = asked.issued_at_us + 15'000'000;
    return performance;
}

Scene Stage::seen() const {
    return [this](float t) { return scene(camera, person, t); };
}

std::pair<Person, Speech> Stage::earlier() const {
    Person then(old, rng_.split("person"), conditions);
    Speech speech = speak(
        rng_.split("voice"), old.digits, rng_.split("old begin").uniform(0.75, 1.1), conditions
    );
    then.mouth = mouth_of(speech.sound, 0.0F, conditions.fps);
    return {std::move(then), std::move(speech)};
}

LightPicture Stage::print() const {
    LightPicture photo({kSize.width * 2, kSize.height * 2});
    for (int y = 0; y < photo.size().height; ++y) {
        for (int x = 0; x < photo.size().width; ++x) {
            photo.at(x, y) = {0.35F, 0.37F, 0.40F};
        }
    }
    HeadPose pose;
    pose.distance = 0.55F;
    Light light;
    light.key = light.key * 1.2F;
    draw_head(photo, person.look, pose, light);
    return photo;
}

}  // namespace hibari::trust::testing
