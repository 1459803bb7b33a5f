#include "world/physics/character/face.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kBlinkLength = 0.17F;  // seconds from open to open

MouthKey mouth_at(const std::vector<MouthKey>& keys, double time_s) {
    const auto next = std::ranges::lower_bound(keys, time_s, {}, &MouthKey::time_s);
    if (next == keys.begin()) {
        return keys.front();
    }
    if (next == keys.end()) {
        return keys.back();
    }
    const MouthKey& before = *(next - 1);
    const double span = next->time_s - before.time_s;
    const auto t = span > 0.0 ? static_cast<float>((time_s - before.time_s) / span) : 1.0F;
    return {time_s, lerp(before.open, next->open, t), lerp(before.width, next->width, t)};
}

}  // namespace

void Face::speak(const Utterance& line) {
    mouth_ = line.mouth;
    speech_s_ = 0.0;
    speech_end_s_ = line.duration_s;
    speaking_ = true;
}

void Face::feel(Feeling feeling) {
    rest_ = expression_of(feeling);
    smile_.value = rest_.smile;
    brow_.value = rest_.brow;
    open_.value = rest_.open;
    rest();
}

void Face::step(float dt, float gaze_x, float gaze_y) {
    voice_ = 0.0F;
    float width = 0.5F + 0.25F * (smile - 0.5F);
    float mouth = open;
    if (speaking_) {
        speech_s_ += dt;
        if (!mouth_.empty()) {
            const MouthKey key = mouth_at(mouth_, speech_s_);
            voice_ = key.open;
            mouth = std::max(0.3F * open, key.open);
            width = key.width;
        }
        speaking_ = speech_s_ < speech_end_s_;
    }
    open_.step(mouth, dt, 60.0F);
    width_.step(lerp(width, 0.0F, purse), dt, 45.0F);
    smile_.step(smile, dt, 8.0F);
    brow_.step(brow, dt, 10.0F);

    next_blink_s_ -= dt;
    if (next_blink_s_ <= 0.0F) {
        blink_s_ = 0.0F;
        next_blink_s_ = static_cast<float>(rng_.uniform(1.6, 5.2));
    }
    float lid = 0.0F;
    if (blink_s_ >= 0.0F) {
        blink_s_ += dt;
        const float u = blink_s_ / kBlinkLength;
        lid = std::max(0.0F, std::sin(kPi * std::min(u, 1.0F)));
        if (u >= 1.0F) {
            blink_s_ = -1.0F;
        }
    }
    // Eyes never rest: a small dart every second or so.
    dart_s_ -= dt;
    if (dart_s_ <= 0.0F) {
        dart_s_ = static_cast<float>(rng_.uniform(0.5, 1.8));
        dart_x_ = 0.10F * static_cast<float>(rng_.normal());
        dart_y_ = 0.06F * static_cast<float>(rng_.normal());
    }
    look_x_.step(clamp(gaze_x + dart_x_, -1.0F, 1.0F), dt, 45.0F);
    look_y_.step(clamp(gaze_y + dart_y_, -1.0F, 1.0F), dt, 45.0F);
    pose_ = {
        .mouth_open = clamp(open_.value, 0.0F, 1.0F),
        .mouth_width = clamp(width_.value, 0.0F, 1.0F),
        .smile = clamp(smile_.value, 0.0F, 1.0F),
        .brow = clamp(brow_.value, 0.0F, 1.0F),
        .blink = clamp(std::max(lid, squint), 0.0F, 1.0F),
        .gaze_x = clamp(look_x_.value, -1.0F, 1.0F),
        .gaze_y = clamp(look_y_.value, -1.0F, 1.0F),
    };
    rest();
}

void Face::rest() {
    smile = rest_.smile;
    brow = rest_.brow;
    open = rest_.open;
    squint = rest_.squint;
    purse = 0.0F;
}

}  // namespace hibari::world
