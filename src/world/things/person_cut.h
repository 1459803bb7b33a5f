// How each top is cut: what it covers, how far it stands off the skin, how it ends.
//
// The builders of bodies ask this table instead of naming garments, so that a new top is one row
// here, its trim in person_clothes.cpp and its words in the director.
#pragma once

#include "world/things/material.h"
#include "world/things/person_style.h"

namespace hibari::world {

/// Lengths are metres of an adult.
struct Cut {
    float thickness = 0.007F;  ///< how much it stands off the skin
    float sleeve = 0.0F;       ///< 0 none, 1 to the elbow, 2 to the wrist
    bool shoulders = true;     ///< cloth over the shoulders, else skin
    float hem = 0.0F;          ///< height of the lower edge of a man of 1.76 m; 0: none shows
    float skirt = 0.0F;        ///< 0 none, 1 to the knee, 2 to the ankle
    float flare = 0.0F;        ///< how much the skirt widens
    bool one_piece = false;    ///< goes on over the hips without a seam
};

Cut cut_of(Top top);

/// What a top is made of; of those that go over a shirt, the outer piece.
Material top_material(const PersonStyle& style);

/// The torso itself: the top, or the shirt below an apron, overalls or a vest.
Material torso_material(const PersonStyle& style);

/// What the arms show: a shirt's sleeves below a vest, else the top's own.
Material sleeve_material(const PersonStyle& style);

Material bottom_material(const PersonStyle& style);

/// What the legs are seen in.
enum class Legs : std::uint8_t { kTrousers, kShorts, kTrunks, kBare };
Legs legs_of(const PersonStyle& style);

/// Whether hands are in gloves of cloth or metal.
bool has_gloves(const PersonStyle& style);
Material glove_material(const PersonStyle& style);

/// Whether the top hides the head and all that grows on it.
bool hides_head(const PersonStyle& style);

/// Whether a boy or a man goes bare-chested. Nobody else ever does.
bool is_bare_chested(const PersonStyle& style);

}  // namespace hibari::world
