// "into the cloudy sky", "above the clouds", "into the mist": nouns that say whither, and what the
// weather is, and that are no things to go to.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

namespace hibari::world {

// The preposition stands from `begin` to `after`.
bool ShotReader::read_skyward(std::size_t begin, std::size_t after, std::string_view word) {
    constexpr std::string_view kAbove = "sky|skies|clouds|cloud|heavens|stars|ceiling|rafters";
    constexpr std::string_view kFar = "horizon|distance|mist|haze|darkness|shadows|sunset|sunrise";
    std::size_t noun = after;
    while (noun < after + 5 &&
           (is_any(noun, "a|an|the|its|low|high|very|passing|open|night") ||
            hit(noun, WordKind::kColor) != nullptr || hit(noun, WordKind::kSky) != nullptr ||
            hit(noun, WordKind::kSize) != nullptr || hit(noun, WordKind::kHarmless) != nullptr)) {
        if (is_any(noun, kAbove) || is_any(noun, kFar)) {
            break;
        }
        ++noun;
    }
    const bool above = is_any(noun, kAbove);
    if ((!above && !is_any(noun, kFar)) || is_any(noun + 1, "of|full|filled|-") ||
        (is(noun, "cloud") && is_any(after, "a|an")) || head_at(noun + 1)) {
        return false;
    }
    const bool goes = listed("into|to|toward|towards|up to|up into|past|beyond|for", word);
    const bool there =
        listed("through|above|in|among|behind|under|below|over|across|between", word);
    if (!goes && !there) {
        return false;
    }
    for (std::size_t i = after; i <= noun; ++i) {
        if (const Hit* sky = hit(i, WordKind::kSky); sky != nullptr && i < noun) {
            shot_.sky = sky_rows()[static_cast<std::size_t>(sky->row)].value;
        }
        shot_.time = is(i, "night") ? TimeOfDay::kNight : shot_.time;
    }
    if (is_any(noun, "clouds|cloud") && !shot_.sky) {
        shot_.sky = Sky::kCloudy;
    }
    if (is_any(noun, "ceiling|rafters") && shot_.place_hint.empty()) {
        shot_.place_hint = story_.place_named("living room");
    }
    if (is(noun, "stars")) {
        shot_.time = shot_.time.value_or(TimeOfDay::kNight);
    }
    for (const std::size_t i : recent_) {
        if (goes) {
            shot_.actions[i].action.direction = above ? Direction::kUp : Direction::kAwayFromCamera;
        }
    }
    use(begin, noun + 1);
    story_.notes.understood(shown(begin, noun + 1), above ? "upwards" : "far away");
    at_ = noun + 1;
    noun_just_read_ = false;
    return true;
}

}  // namespace hibari::world
