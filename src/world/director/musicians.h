// Musicians bring their instruments: "a guitarist", "a piano player".
#pragma once

#include "world/director/story.h"

#include <string_view>

namespace hibari::world {

/// A group that plays together: "a jazz band", "a string quartet".
struct Ensemble {
    std::string_view genres;  ///< what may stand before its name; "" when nothing needs to
    std::string_view names;
    std::string_view players;  ///< by their roles, as many as there usually are
    std::string_view mood;     ///< of what they play
};

/// Music as it sounds from an instrument, given as the words of a thing.
Music music_of(const Story& story, std::string_view mood, std::string_view thing);

/// The ensemble of that name after those words about it, or nullptr.
const Ensemble* find_ensemble(std::string_view genre, std::string_view name);

/// How many "a duo" and "a quartet" are, 0 for other names.
int players_of(std::string_view name);

/// What somebody plays by what they are called, as words of a thing; "" for everybody else.
std::string_view instrument_of(const CastMember& member);

/// An instrument for one player: one of that kind that nobody plays yet, or another one; -1 when
/// there is none to show.
int own_instrument(Story& story, DraftShot& draft, std::string_view words);

/// Whether that is how musicians do their work: "performs", "rehearse", "duel".
bool makes_music(const CastMember& member, const DraftAction& action);

/// Those who do nothing yet play; the others get their instrument into their hands.
void give_instruments(Story& story, DraftShot& draft);

/// Instruments that are played and songs without words are heard.
void let_hear(Story& story, DraftShot& draft, const DraftAction& action);

}  // namespace hibari::world
