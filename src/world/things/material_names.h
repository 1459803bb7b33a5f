// The words for "made of": what a prompt may ask a thing to be made of.
#pragma once

#include "world/things/material.h"

#include <optional>
#include <span>
#include <string_view>

namespace hibari::world {

/// A material that can be asked for by name. Its `look` replaces that of the tintable parts of a
/// thing.
struct NamedMaterial {
    std::string_view name;                    ///< value of Entity::material: "wood"
    std::span<const std::string_view> words;  ///< adjectives and nouns of a prompt: "wooden", "oak"
    Substance substance;
    Material look;
};

/// All of them, in a fixed order.
std::span<const NamedMaterial> all_materials();

/// By name or by word ("wood" and "wooden" find the same); null when nobody knows it.
const NamedMaterial* material_named(std::string_view word);

}  // namespace hibari::world
