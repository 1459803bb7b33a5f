// The nouns that can be shown: things, places and materials of the catalogue, as the director sees
// them. A plain list, so that tests can bring their own and nothing is copied at start-up.
#pragma once

#include "world/things/thing.h"

#include <span>
#include <string_view>
#include <vector>

namespace hibari::world {

struct ThingNoun {
    std::string_view name;
    std::vector<std::string_view> words;
    Category category = Category::kProp;
    Traits traits;
    Vec3 usual_size{1, 1, 1};
};

struct PlaceNoun {
    std::string_view name;
    std::vector<std::string_view> words;
    bool indoor = false;
};

struct MaterialNoun {
    std::string_view name;
    std::vector<std::string_view> words;
};

struct Nouns {
    std::vector<ThingNoun> things;
    std::vector<PlaceNoun> places;
    std::vector<MaterialNoun> materials;

    /// Index of the thing or place called so, or -1.
    int thing(std::string_view name) const;
    int place(std::string_view name) const;
};

/// Everything the catalogue has now.
Nouns catalogue_nouns();

}  // namespace hibari::world
