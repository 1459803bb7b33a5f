// Small questions about words, colours and verbs that several parts of the reader ask.
#pragma once

#include "base/vec.h"
#include "world/script/shot_script.h"
#include "world/script/verbs.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hibari::world {

/// Whether `word` is one of `words`, which are separated by '|'.
bool listed(std::string_view words, std::string_view word);

/// The gender a first name tells, kUnspecified when it is none that is known.
Gender gender_of_name(std::string_view name);

/// 0xRRGGBB as linear light.
Vec3 linear_color(std::uint32_t srgb);

/// The colour of a word of color_rows(), if it is one.
std::optional<Vec3> color_named(std::string_view word);
bool same_color(const std::optional<Vec3>& a, const std::optional<Vec3>& b);

/// Things one can fall out of: a fall right after them is how they end.
bool is_trick(Verb verb);

/// What somebody does by what they are called: "a surfer" surfs; kStay for everybody else.
Verb riding_verb(std::string_view called);

/// What riding a thing of that kind is called; kStay when it is not a board, bicycle or boat.
Verb verb_of_mount(std::string_view kind);

/// Words of what is ridden by that verb, "" when it needs nothing.
std::string_view mount_of(Verb verb);

/// Verbs that send their object on its way.
bool is_sending(Verb verb);

/// What a shot touches, as the words about its end tell: "off the post", "nothing but net".
Via via_of(std::string_view words);

/// What befalls lifeless things too, or what they do by themselves.
bool happens_to_things(Verb verb);

/// Verbs that can hit or miss.
bool is_aimed(Verb verb);

/// Background doings: they run beside the others instead of after them.
bool is_steady(Verb verb);

/// Forms of "to be" and what works like it, and the other auxiliaries.
extern const std::string_view kBe;
extern const std::string_view kAuxiliary;

/// Nouns of what is heard and not seen.
extern const std::string_view kHeardSources;

}  // namespace hibari::world
