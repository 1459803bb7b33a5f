#include "trust/fingerprint/views.h"

namespace hibari::trust {
namespace {

using Views = std::array<Window, kViewCount>;

constexpr Views make_views() {
    Views all{};
    std::size_t next = 1;
    const auto add = [&](Window window) { all[next++] = window; };
    constexpr std::array kPlaces = {0.0, 0.1, 0.2};
    for (const double x : kPlaces) {
        for (const double y : kPlaces) {
            add({.x = x, .y = y, .width = 0.8, .height = 0.8});
            if (x < 0.2 && y < 0.2) {
                add({.x = x, .y = y, .width = 0.9, .height = 0.9});
            }
        }
        add({.x = x, .width = 0.8});
        add({.y = x, .height = 0.8});
        if (x < 0.2) {
            add({.x = x, .width = 0.9});
            add({.y = x, .height = 0.9});
        }
    }
    add({.x = 0.05, .y = 0.05, .width = 0.9, .height = 0.9});
    for (const double turned_deg : {-3.5, 3.5}) {
        add({.turned_deg = turned_deg});
        // What is left when nothing beyond the picture shall be seen.
        add({.x = 0.075, .y = 0.09, .width = 0.85, .height = 0.82, .turned_deg = turned_deg});
    }
    return all;
}

constexpr Views kViews = make_views();
static_assert(kViews.back().turned_deg != 0.0);

}  // namespace

std::span<const Window, kViewCount> views() {
    return kViews;
}

HashBlock hash_view(const Luma& picture, const Window& window) {
    return hash_block(look_through(picture, window, kViewSide));
}

}  // namespace hibari::trust
