#include "world/tap/mix.h"

#include "base/check.h"
#include "world/tap/mixes.h"

#include <algorithm>
#include <array>

namespace hibari::world::tap {
namespace {

constexpr int kRedrawsMax = 1000;

struct Mix {
    std::string_view name;
    Scene (*draw)(const MixOptions&, Rng);
};

constexpr std::array kMixes{
    Mix{"bounce", draw_bounce},
    Mix{"full", draw_full},
};

constexpr auto kNames = [] {
    std::array<std::string_view, kMixes.size()> names{};
    std::ranges::transform(kMixes, names.begin(), &Mix::name);
    return names;
}();

}  // namespace

std::span<const std::string_view> mix_names() {
    return kNames;
}

Scene draw_scene(std::string_view mix, const MixOptions& options, Rng rng) {
    const auto* const found = std::ranges::find(kMixes, mix, &Mix::name);
    HIBARI_CHECK(found != kMixes.end(), mix);
    // With few shapes and colours to choose from, a deed in a style may have nothing put aside.
    Scene scene = found->draw(options, rng);
    for (int redraw = 1;
         redraw < kRedrawsMax && options.split == Split::kHeldOut && !scene.told.is_held_out();
         ++redraw) {
        scene = found->draw(options, rng.split(redraw));
    }
    return scene;
}

}  // namespace hibari::world::tap
