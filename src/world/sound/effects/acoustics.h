// How substances sound: stiffness, losses and texture of each, and what kind of resonator a body
// is at the point where it was touched.
#pragma once

#include "base/vec.h"
#include "world/things/material.h"
#include "world/timeline/timeline.h"

namespace hibari::world::sound {

/// Acoustic values of a substance.
struct Acoustics {
    float wave_speed_mps = 3000.0F;  ///< of longitudinal waves in a bar
    float young_pa = 1e9F;           ///< effective, for the time two bodies stay in contact
    float loss_base = 40.0F;         ///< decay rate that does not depend on frequency, 1/s
    float loss_factor = 0.02F;       ///< eta: decay rate = pi * eta * frequency
    float pitch_limit_hz = 2500.0F;  ///< where the lowest partial of a very small body tends to
    float loudness = 1.0F;           ///< relative radiated level of a blow
    float grit = 0.1F;               ///< share of texture noise in a blow
    float grit_hz = 2000.0F;         ///< its centre
    float grit_s = 0.03F;            ///< its length
    float roughness = 0.4F;          ///< 0 smooth .. 1 coarse, for rolling and sliding
};

const Acoustics& acoustics_of(Substance substance);

enum class ResonatorKind : std::uint8_t {
    kGround,  ///< large and heavily loaded: floor, street, lawn
    kPlate,   ///< box
    kBar,     ///< long and thin
    kBlob,    ///< sphere and other compact solids
    kShell,   ///< cup, bottle, tube: a wall around air
    kRing,    ///< torus
    kBell,    ///< cast bell
    kBall,    ///< inflated ball: skin and air
    kPin,     ///< bowling pin: hard, hollow wood
};

/// One side of a contact.
struct Resonator {
    ResonatorKind kind = ResonatorKind::kBlob;
    Substance substance = Substance::kWood;
    Vec3 size{0.1F, 0.1F, 0.1F};  ///< edge lengths in falling order, metres
    float radius = 0.05F;         ///< of kRing, kShell, kBall, and of the curve that touches
    float wall = 0.005F;          ///< of kShell; tube radius of kRing
    float mass_kg = 0.5F;         ///< 0: immovable
    bool mounted = false;         ///< held by something; rings shorter
};

/// The resonator that a body is where `point` (world) touches it at `sample`. Negative `body`:
/// ground (-1) or water (-2).
Resonator resonator_at(const Timeline& timeline, int body, int sample, Vec3 point);

/// The substance that a surface pattern shows, or `otherwise` where the pattern does not tell.
Substance substance_of(const Material& material, Substance otherwise);

/// Half edge lengths of a box around the shape.
Vec3 half_size(const Shape& shape);

}  // namespace hibari::world::sound
