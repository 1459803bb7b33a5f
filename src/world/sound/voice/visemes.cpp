#include "world/sound/voice/visemes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hibari::world::sound {
namespace {

using Entry = std::pair<std::string_view, Viseme>;

constexpr std::array<Entry, 40> kVisemes = {{
    {"pau", {.open = 0.0F, .width = 0.5F}},
    {"m", {.open = 0.0F, .width = 0.45F, .closes = true}},
    {"b", {.open = 0.0F, .width = 0.45F, .closes = true}},
    {"p", {.open = 0.0F, .width = 0.45F, .closes = true}},
    {"f", {.open = 0.08F, .width = 0.55F}},
    {"v", {.open = 0.08F, .width = 0.55F}},
    {"th", {.open = 0.18F, .width = 0.55F}},
    {"dh", {.open = 0.18F, .width = 0.55F}},
    {"t", {.open = 0.15F, .width = 0.55F}},
    {"d", {.open = 0.15F, .width = 0.55F}},
    {"n", {.open = 0.15F, .width = 0.55F}},
    {"s", {.open = 0.1F, .width = 0.65F}},
    {"z", {.open = 0.1F, .width = 0.65F}},
    {"l", {.open = 0.28F, .width = 0.5F}},
    {"sh", {.open = 0.18F, .width = 0.2F}},
    {"zh", {.open = 0.18F, .width = 0.2F}},
    {"ch", {.open = 0.18F, .width = 0.25F}},
    {"jh", {.open = 0.18F, .width = 0.25F}},
    {"k", {.open = 0.22F, .width = 0.5F}},
    {"g", {.open = 0.22F, .width = 0.5F}},
    {"ng", {.open = 0.2F, .width = 0.5F}},
    {"hh", {.open = 0.3F, .width = 0.5F}},
    {"r", {.open = 0.2F, .width = 0.3F}},
    {"w", {.open = 0.12F, .width = 0.05F}},
    {"y", {.open = 0.18F, .width = 0.8F}},
    {"aa", {.open = 1.0F, .width = 0.5F, .vowel = true}},
    {"ae", {.open = 0.85F, .width = 0.8F, .vowel = true}},
    {"ah", {.open = 0.65F, .width = 0.5F, .vowel = true}},
    {"ao", {.open = 0.8F, .width = 0.25F, .vowel = true}},
    {"aw", {.open = 0.85F, .width = 0.35F, .vowel = true}},
    {"ax", {.open = 0.4F, .width = 0.5F, .vowel = true}},
    {"ay", {.open = 0.85F, .width = 0.65F, .vowel = true}},
    {"eh", {.open = 0.6F, .width = 0.7F, .vowel = true}},
    {"er", {.open = 0.4F, .width = 0.3F, .vowel = true}},
    {"ey", {.open = 0.5F, .width = 0.85F, .vowel = true}},
    {"ih", {.open = 0.4F, .width = 0.7F, .vowel = true}},
    {"iy", {.open = 0.3F, .width = 0.95F, .vowel = true}},
    {"ow", {.open = 0.55F, .width = 0.1F, .vowel = true}},
    {"oy", {.open = 0.6F, .width = 0.25F, .vowel = true}},
    {"uw", {.open = 0.25F, .width = 0.0F, .vowel = true}},
}};

// Anticipation: lips move towards a sound a little before it is heard.
constexpr double kLeadS = 0.03;

void push_key(std::vector<MouthKey>& keys, double time_s, const Viseme& shape, float effort) {
    const double after = keys.empty() ? 0.0 : keys.back().time_s + 0.004;
    keys.push_back(
        {.time_s = std::max(time_s, after),
         .open = std::min(1.0F, shape.open * effort),
         .width = shape.width}
    );
}

}  // namespace

Viseme viseme_of(std::string_view phone) {
    for (const auto& [name, shape] : kVisemes) {
        if (name == phone) {
            return shape;
        }
    }
    return phone == "uh" ? Viseme{.open = 0.35F, .width = 0.15F, .vowel = true} : Viseme{};
}

std::vector<MouthKey> mouth_keys(std::span<const Phone> phones, float effort) {
    std::vector<MouthKey> keys = {{.time_s = 0.0, .open = 0.0F, .width = 0.5F}};
    double begin = 0.0;
    for (const Phone& phone : phones) {
        const double length = phone.end_s - begin;
        const Viseme shape = viseme_of(phone.name);
        if (shape.closes || phone.name == "pau") {
            // Held, so that the closure survives sampling at the frame rate.
            const double margin = phone.name == "pau" ? std::min(0.06, 0.3 * length) : 0.1 * length;
            push_key(keys, begin + margin, shape, effort);
            push_key(keys, phone.end_s - 0.25 * length, shape, effort);
        } else if (length > 0.14) {
            push_key(keys, begin + 0.06, shape, effort);
            push_key(keys, phone.end_s - 0.06, shape, effort);
        } else {
            push_key(keys, std::max(0.0, begin + 0.5 * length - kLeadS), shape, effort);
        }
        begin = phone.end_s;
    }
    push_key(keys, begin, {.open = 0.0F, .width = 0.5F}, 1.0F);
    return keys;
}

}  // namespace hibari::world::sound
