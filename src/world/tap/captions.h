#pragma once

// Four ways to say what a clip shows, from a small grammar over what is told of it.
//
//   long       every thing with all that is told of it, then look, place, camera, light and sound,
//              in one or several sentences whose parts change places
//   short      the first event with what tells its things apart; look now and then
//   list-like  "red ball, blue cube, roll into, claymation, studio"
//   noisy      one of the others as people type: typos, dropped articles and clauses, digits for
//              number words, no capitals
//
// What varies: synonyms (ball / sphere, falls / drops / is dropped), order of clauses, adjectives
// or "made of", numerals or words, active or passive. What does not: the order in which things are
// first mentioned, which is that of Told::things and of the slots, and the facts. A caption never
// names what is not told: a thing without a colour gets none. The director reads most of it, but
// need not.

#include "base/rng.h"
#include "world/tap/told.h"

#include <array>
#include <string>

namespace hibari::world::tap {

/// Long, short, list-like, noisy; ASCII, none empty. Equal arguments give equal words.
std::array<std::string, 4> captions_of(const Told& told, Rng rng);

/// The long one for somebody who wants to be understood: everything that is told is said, in the
/// first of the words for it and in phrases that have room for direction and pace. What it cannot
/// say is what no phrase of a deed has room for.
std::string whole_caption(const Told& told);

/// Every deed that captions can tell: ToldThing::deed is one of these.
bool has_words_for(std::string_view deed);

}  // namespace hibari::world::tap
