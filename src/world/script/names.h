// The names by which scripts, schemas and messages call the script's enumerators: snake_case, in
// the order of the enumerators. Everything that prints or reads an enumerator uses these tables.
#pragma once

#include "world/script/shot_script.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace hibari::world {

/// All names of `Enum`, indexed by enumerator. Specialised for every enum of shot_script.h.
template <typename Enum>
std::span<const std::string_view> enum_names();

template <>
std::span<const std::string_view> enum_names<Style>();
template <>
std::span<const std::string_view> enum_names<TimeOfDay>();
template <>
std::span<const std::string_view> enum_names<Sky>();
template <>
std::span<const std::string_view> enum_names<Season>();
template <>
std::span<const std::string_view> enum_names<Verb>();
template <>
std::span<const std::string_view> enum_names<Outcome>();
template <>
std::span<const std::string_view> enum_names<Via>();
template <>
std::span<const std::string_view> enum_names<Direction>();
template <>
std::span<const std::string_view> enum_names<RelationKind>();
template <>
std::span<const std::string_view> enum_names<Age>();
template <>
std::span<const std::string_view> enum_names<Build>();
template <>
std::span<const std::string_view> enum_names<Gender>();
template <>
std::span<const std::string_view> enum_names<HairStyle>();
template <>
std::span<const std::string_view> enum_names<Hat>();
template <>
std::span<const std::string_view> enum_names<Glasses>();
template <>
std::span<const std::string_view> enum_names<Top>();
template <>
std::span<const std::string_view> enum_names<Bottom>();
template <>
std::span<const std::string_view> enum_names<Feeling>();
template <>
std::span<const std::string_view> enum_names<Delivery>();
template <>
std::span<const std::string_view> enum_names<CameraMove>();
template <>
std::span<const std::string_view> enum_names<Framing>();
template <>
std::span<const std::string_view> enum_names<Angle>();

/// The name of one enumerator, e.g. "golden_hour".
template <typename Enum>
std::string_view enum_name(Enum value) {
    return enum_names<Enum>()[static_cast<std::size_t>(value)];
}

/// The enumerator of that name, if there is one.
template <typename Enum>
std::optional<Enum> enum_from_name(std::string_view name) {
    const auto names = enum_names<Enum>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

/// Moods that Music::mood may have.
std::span<const std::string_view> music_moods();
/// Instruments that Music::instrument may name; "" is allowed besides.
std::span<const std::string_view> music_instruments();

}  // namespace hibari::world
